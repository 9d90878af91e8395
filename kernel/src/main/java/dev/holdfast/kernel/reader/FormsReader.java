package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code forms} of a case type. */
final class FormsReader {
  private final Findings findings;
  private final Names names;

  FormsReader(Findings findings, Names names) {
    this.findings = findings;
    this.names = names;
  }

  /**
   * Reads the forms.
   *
   * @param known the fields that may be in them, built-in ones included
   */
  Map<String, Form> read(Block caseType, Collection<String> known) {
    Map<String, Form> forms = new LinkedHashMap<>();
    for (Yaml.Entry entry : caseType.named("forms")) {
      Text name = PackageReader.name(entry, caseType.pathOf("forms"));
      names.name(name, "form");
      forms.put(name.value(), form(name, entry.value(), known));
    }
    return Collections.unmodifiableMap(forms);
  }

  private Form form(Text name, Yaml value, Collection<String> known) {
    if (!(value instanceof Yaml.Sequence groups) || groups.items().isEmpty()) {
      findings.add(
          value.place(),
          name.path(),
          "wrong-type",
          "Here belongs a list of groups, as in [{label: Findings, fields: [condition]}].");
      return new Form(name.value(), List.of());
    }
    List<List<String>> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Yaml item : groups.items()) {
      String path = name.path() + '.' + (read.size() + 1);
      Block group = Block.of(item, path, Keys.FORM_GROUP, findings);
      List<Text> fields = group.requiredTexts("fields", "Name the fields in order.");
      fields.forEach(field -> check(field, known, seen));
      read.add(fields.stream().map(Text::value).toList());
    }
    return new Form(name.value(), List.copyOf(read));
  }

  private void check(Text field, Collection<String> known, Set<String> seen) {
    findings.unlessKnown(field, known, "unknown-field", "field");
    if (known.contains(field.value()) && !seen.add(field.value())) {
      findings.add(
          field, "duplicate-name", "'" + field.value() + "' is in another group of this form.");
    }
  }
}
