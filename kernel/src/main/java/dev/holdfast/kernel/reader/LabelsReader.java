package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Labels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code languages}, and {@code label} and {@code help} wherever they stand. Goes through the
 * document by itself; that other readers find nothing wrong with its form is their business.
 */
final class LabelsReader {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}");
  private static final String LABEL = "label";
  private static final String HELP = "help";
  private static final String BUILT_IN = "built-in";

  private final Findings findings;
  private final LanguageTexts texts;
  private final Map<String, Labels.Caption> captions = new LinkedHashMap<>();

  private LabelsReader(Findings findings, LanguageTexts texts) {
    this.findings = findings;
    this.texts = texts;
  }

  /**
   * Reads all labels.
   *
   * @param root the document
   * @param languages as declared
   * @param warnings gets the translations that are missing
   */
  static Labels read(Yaml root, List<Text> languages, Findings findings, Findings warnings) {
    for (Text language : languages) {
      if (!TAG.matcher(language.value()).matches()) {
        String message = "' is no language; write a BCP 47 tag such as en or de-AT.";
        findings.add(language, "bad-name", '\'' + language.value() + message);
      }
    }
    List<String> tags = languages.stream().map(Text::value).toList();
    LabelsReader reader = new LabelsReader(findings, new LanguageTexts(tags, findings, warnings));
    reader.block("", root);
    reader.names("worklists", value(root, "worklists"));
    reader.names(BUILT_IN, value(root, BUILT_IN));
    for (Yaml.Entry type : entries(value(root, "cases"))) {
      reader.caseType("cases." + type.key().text(), type.value());
    }
    return new Labels(tags, Collections.unmodifiableMap(reader.captions));
  }

  private void caseType(String path, Yaml type) {
    block(path, type);
    fields(path, type);
    names(path + ".stages", value(type, "stages"));
    for (Yaml.Entry action : entries(value(type, "actions"))) {
      block(path + ".actions." + action.key().text(), action.value());
    }
    for (Yaml.Entry form : entries(value(type, "forms"))) {
      int number = 0;
      if (form.value() instanceof Yaml.Sequence groups) {
        for (Yaml group : groups.items()) {
          block(path + ".forms." + form.key().text() + '.' + ++number, group);
        }
      }
    }
  }

  private void fields(String path, Yaml parent) {
    for (Yaml.Entry field : entries(value(parent, "fields"))) {
      String at = path + ".fields." + field.key().text();
      block(at, field.value());
      names(at + ".of", value(field.value(), "of"));
      fields(at, field.value());
    }
  }

  /** A block that has a label and help among others. */
  private void block(String path, Yaml block) {
    Map<String, String> label = text(path, block, LABEL);
    Map<String, String> help = text(path, block, HELP);
    if (!label.isEmpty() || !help.isEmpty()) {
      captions.put(path, new Labels.Caption(label, help));
    }
  }

  private Map<String, String> text(String path, Yaml block, String key) {
    String at = path.isEmpty() ? key : path + '.' + key;
    return value(block, key).map(found -> texts.read(found, at)).orElse(Map.of());
  }

  /** Names with what they are called: a text, or a block of label and help. */
  private void names(String path, Optional<Yaml> block) {
    for (Yaml.Entry name : entries(block)) {
      String at = path + '.' + name.key().text();
      boolean isBlock =
          entries(Optional.of(name.value())).stream()
              .map(entry -> entry.key().text())
              .anyMatch(Keys.CAPTION::contains);
      if (isBlock) {
        Block.of(name.value(), at, Keys.CAPTION, findings);
        block(at, name.value());
      } else {
        captions.put(at, new Labels.Caption(texts.read(name.value(), at), Map.of()));
      }
    }
  }

  private static Optional<Yaml> value(Yaml block, String key) {
    return entries(Optional.of(block)).stream()
        .filter(entry -> entry.key().text().equals(key))
        .map(Yaml.Entry::value)
        .findFirst();
  }

  private static List<Yaml.Entry> entries(Optional<Yaml> value) {
    return value.orElse(null) instanceof Yaml.Mapping mapping ? mapping.entries() : List.of();
  }
}
