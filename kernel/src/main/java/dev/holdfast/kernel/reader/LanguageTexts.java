package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads texts that people see: one for the default language, or one for each language.
 *
 * @param languages as declared, the first by default
 * @param findings what is wrong
 * @param warnings translations that are missing
 */
record LanguageTexts(List<String> languages, Findings findings, Findings warnings) {
  private static final int LONGEST = 4000;

  /** The texts by language; what is wrong is left out. */
  Map<String, String> read(Yaml value, String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Yaml.Mapping mapping) {
      for (Yaml.Entry entry : mapping.entries()) {
        Text language =
            new Text(entry.key().text(), entry.key().textPlace(), path + '.' + entry.key().text());
        if (known(language)) {
          put(texts, language.value(), entry.value(), language.path());
        }
      }
    } else {
      put(texts, languages.isEmpty() ? Labels.UNNAMED : languages.get(0), value, path);
    }
    if (!texts.isEmpty()) {
      warnOfMissing(texts, value.place(), path);
    }
    return Collections.unmodifiableMap(texts);
  }

  private boolean known(Text language) {
    boolean known = languages.contains(language.value());
    if (!known) {
      findings.add(
          language,
          "unknown-language",
          '\''
              + language.value()
              + "' is none of the package's languages."
              + (languages.isEmpty()
                  ? " Declare them at the top, as in languages: [en, de]."
                  : Suggestion.of(language.value(), languages)));
    }
    return known;
  }

  private void put(Map<String, String> texts, String language, Yaml value, String path) {
    if (!(value instanceof Yaml.Scalar text)) {
      findings.add(
          value.place(),
          path,
          "wrong-type",
          "Here belongs a text, or a block of languages with a text each.");
    } else if (text.empty() || text.text().isBlank()) {
      findings.add(value.place(), path, "missing-value", "There is no text.");
    } else if (text.text().length() > LONGEST) {
      findings.add(
          value.place(), path, "too-large", "A text has at most " + LONGEST + " characters.");
    } else {
      texts.put(language, text.text());
    }
  }

  private void warnOfMissing(Map<String, String> texts, Place place, String path) {
    List<String> missing = new ArrayList<>(languages);
    missing.removeAll(texts.keySet());
    if (!missing.isEmpty()) {
      warnings.add(
          place,
          path,
          "missing-translation",
          "There is no text in " + String.join(", ", missing) + "; people see another language.");
    }
  }
}
