package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what changed of one case type with one version.
 *
 * @param findings gets what is wrong
 * @param after the names that the type had after the change
 */
record TypeChangeReader(Findings findings, KnownNames after) {

  TypeChange read(Block type) {
    Block renamed = part(type, "renamed", Keys.RENAMED);
    Block retired = part(type, "retired", Keys.RETIRED);
    Set<String> fieldNames = after.fields().types().keySet();
    FieldsChangeReader fields = new FieldsChangeReader(findings, after.fields());
    Map<String, FieldsChange> records = new LinkedHashMap<>();
    for (Yaml.Entry entry : type.named("records")) {
      Text list = PackageReader.name(entry, type.pathOf("records"));
      records.put(list.value(), records(list, entry.value()));
    }
    return new TypeChange(
        new FieldsChange(
            renamed(renamed, "fields", fieldNames, "unknown-field", true),
            fields.values(type),
            fields.defaults(type),
            retired(retired, "fields", fieldNames),
            Collections.unmodifiableMap(records)),
        renamed(renamed, "actions", after.actions(), "unknown-action", false),
        retired(retired, "actions", after.actions()),
        renamed(renamed, "stages", after.stages(), "unknown-stage", false));
  }

  private FieldsChange records(Text list, Yaml yaml) {
    findings.unlessKnown(
        list, after.fields().records().keySet(), "unknown-field", "list of records");
    Block block = Block.of(yaml, list.path(), Keys.RECORDS_CHANGE, findings);
    KnownNames.KnownFields inside =
        after.fields().records().getOrDefault(list.value(), KnownNames.NONE.fields());
    return new FieldsChange(
        renamed(block, "renamed", inside.types().keySet(), "unknown-field", true),
        new FieldsChangeReader(findings, inside).values(block),
        Map.of(),
        Set.of(),
        Map.of());
  }

  private Block part(Block type, String key, List<String> keys) {
    Yaml yaml = type.yaml(key);
    return Block.of(
        yaml == null ? new Yaml.Mapping(List.of(), type.place()) : yaml,
        type.pathOf(key),
        keys,
        findings);
  }

  /**
   * New names by old ones.
   *
   * @param known the names after the change
   * @param once whether each can have been only one thing before
   */
  private Map<String, String> renamed(
      Block block, String key, Collection<String> known, String code, boolean once) {
    Map<String, String> names = new LinkedHashMap<>();
    String what = key.equals("renamed") ? "field" : key.substring(0, key.length() - 1);
    for (Yaml.Entry entry : block.named(key)) {
      Text old = PackageReader.name(entry, block.pathOf(key));
      stillThere(old, known);
      Text now = FieldsChangeReader.single(findings, entry.value(), old.path());
      if (now != null) {
        findings.unlessKnown(now, known, code, what);
        if (once && names.containsValue(now.value())) {
          findings.add(
              now,
              "duplicate-name",
              "Another " + what + " has become '" + now.value() + "' already.");
        }
        names.put(old.value(), now.value());
      }
    }
    return Collections.unmodifiableMap(names);
  }

  private Set<String> retired(Block block, String key, Collection<String> known) {
    Set<String> names = new LinkedHashSet<>();
    for (Text old : block.texts(key)) {
      stillThere(old, known);
      names.add(old.value());
    }
    return Collections.unmodifiableSet(names);
  }

  /** What has gone under a name can't be there: nobody could tell the old from the new. */
  private void stillThere(Text old, Collection<String> known) {
    if (known.contains(old.value())) {
      findings.add(
          old,
          "contradiction",
          "'" + old.value() + "' is still there after this change; it can't have gone with it.");
    }
  }
}
