package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.Literals;
import dev.holdfast.kernel.casework.Values;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what became of the values of fields with one version.
 *
 * @param findings gets what is wrong
 * @param after the fields after the change
 */
record FieldsChangeReader(Findings findings, KnownNames.KnownFields after) {

  /** {@code values}: new choices by old ones. */
  Map<String, Map<String, String>> values(Block block) {
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    for (Yaml.Entry entry : block.named("values")) {
      Text field = field(entry, block.pathOf("values"));
      values.put(field.value(), choices(field, entry.value()));
    }
    return Collections.unmodifiableMap(values);
  }

  private Map<String, String> choices(Text field, Yaml yaml) {
    Set<String> known = after.choices().get(field.value());
    if (known == null && after.types().containsKey(field.value())) {
      findings.add(field, "not-applicable", "'" + field.value() + "' has no choices.");
    }
    Map<String, String> choices = new LinkedHashMap<>();
    if (!(yaml instanceof Yaml.Mapping mapping)) {
      findings.add(
          yaml.place(), field.path(), "wrong-type", "Here belong new choices by old ones.");
      return choices;
    }
    for (Yaml.Entry entry : mapping.entries()) {
      Text old = PackageReader.name(entry, field.path());
      Text now = single(findings, entry.value(), old.path());
      if (now != null) {
        check(old, now, known == null ? List.of() : known);
        choices.put(old.value(), now.value());
      }
    }
    return Collections.unmodifiableMap(choices);
  }

  private void check(Text old, Text now, Collection<String> known) {
    if (known.isEmpty()) {
      return; // said of the field
    }
    findings.unlessKnown(now, known, "bad-value", "choice");
    if (known.contains(old.value())) {
      findings.add(
          old,
          "contradiction",
          "'"
              + old.value()
              + "' is still a choice after this change; it can't have become another.");
    }
  }

  /** {@code defaults}: what a case is given that lacks it. */
  Map<String, Object> defaults(Block block) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (Yaml.Entry entry : block.named("defaults")) {
      Text name = field(entry, block.pathOf("defaults"));
      CaseType.Field field = after.types().get(name.value());
      Text text = single(findings, entry.value(), name.path());
      if (field != null && text != null) {
        defaults.put(name.value(), value(name.value(), text, field));
      }
    }
    return Collections.unmodifiableMap(defaults);
  }

  private Object value(String name, Text text, CaseType.Field field) {
    boolean simple =
        switch (field.type()) {
          case CHOICES, RECORDS, LOCATION, ATTACHMENT -> false;
          default -> !field.isComputed();
        };
    if (!simple) {
      findings.add(text, "not-applicable", "A field of this kind can't be given a default here.");
      return text.value();
    }
    if (field.type() == ValueType.CHOICE) {
      Set<String> choices = after.choices().getOrDefault(name, Set.of());
      findings.unlessKnown(text, choices, "bad-value", "choice");
      return text.value();
    }
    Object json = Values.jsonFromText(field, text.value()).orElse(text.value());
    Literals.problems(field, json).forEach(problem -> findings.add(text, "bad-value", problem));
    return json;
  }

  private Text field(Yaml.Entry entry, String path) {
    Text field = PackageReader.name(entry, path);
    findings.unlessKnown(field, after.types().keySet(), "unknown-field", "field");
    return field;
  }

  /** A single value; null, and a finding, if it is none. */
  static @Nullable Text single(Findings findings, Yaml value, String path) {
    if (value instanceof Yaml.Scalar scalar && !scalar.empty()) {
      return new Text(scalar.text(), scalar.textPlace(), path);
    }
    findings.add(value.place(), path, "wrong-type", "Here belongs a single value.");
    return null;
  }
}
