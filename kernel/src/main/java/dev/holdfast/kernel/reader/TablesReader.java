package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code tables}: first all tables, then what refers from one to another. */
final class TablesReader {
  private static final Scope NOT_YET = new Scope(List.of());

  private final Findings findings;
  private final Findings warnings;
  private final Names names;
  private final Map<String, UserAttribute> attributes;
  private final List<String> roles;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Map<String, OfflineTable> tables = new LinkedHashMap<>();

  /**
   * Reads the tables.
   *
   * @param warnings gets what works, and is of no use
   */
  TablesReader(
      Findings findings,
      Findings warnings,
      Names names,
      Map<String, UserAttribute> attributes,
      List<String> roles) {
    this.findings = findings;
    this.warnings = warnings;
    this.names = names;
    this.attributes = attributes;
    this.roles = roles;
  }

  Map<String, OfflineTable> read(Block root) {
    for (Yaml.Entry entry : root.named("tables")) {
      Text name = PackageReader.name(entry, root.pathOf("tables"));
      names.viewed(name, "table");
      Block block = Block.of(entry.value(), name.path(), Keys.TABLE, findings);
      blocks.put(name.value(), block);
      tables.put(name.value(), table(name.value(), block));
    }
    blocks.forEach(this::checkReferences);
    Vocabulary vocabulary = new Vocabulary(attributes, roles, tables, List.of(), List.of());
    Map<String, OfflineTable> complete = new LinkedHashMap<>();
    blocks.forEach(
        (name, block) -> {
          OfflineTable table = Objects.requireNonNull(tables.get(name));
          PathResolver paths = PathResolver.ofTable(table, vocabulary);
          Scope scope = scope(block, paths, vocabulary);
          complete.put(name, scope == null ? table : table.with(scope));
        });
    return Collections.unmodifiableMap(complete);
  }

  private OfflineTable table(String name, Block block) {
    Text source = block.required("source", "Name the relation, as in public.airport.");
    if (source != null) {
      names.relation(source);
    }
    List<Text> columns =
        block.requiredTexts("columns", "Name the columns that devices get.").stream()
            .filter(names::column)
            .toList();
    List<String> columnNames = columns.stream().map(Text::value).toList();
    List<Text> key =
        block.requiredTexts("key", "Name the columns that tell a row from all others.");
    key.forEach(column -> knownColumn(column, columnNames, "key"));
    ReceiveStrategy receive = block.oneOf("receive", Names.words(ReceiveStrategy.class));
    Priority priority = block.oneOf("priority", Names.words(Priority.class));
    return new OfflineTable(
        name,
        source == null ? "" : source.value(),
        key.stream().map(Text::value).toList(),
        columnNames,
        references(block, columnNames),
        NOT_YET,
        receive == null ? ReceiveStrategy.CHANGES : receive,
        new IndexesReader(findings, warnings).read(block, IndexedColumns.ofTable(columnNames)),
        priority == null ? Priority.NORMAL : priority);
  }

  private Map<String, String> references(Block block, List<String> columns) {
    Map<String, String> references = new LinkedHashMap<>();
    for (Yaml.Entry entry : block.named("references")) {
      Text column = PackageReader.name(entry, block.pathOf("references"));
      if (knownColumn(column, columns, "references")
          && entry.value() instanceof Yaml.Scalar target
          && !target.empty()) {
        references.put(column.value(), target.text());
      } else if (!(entry.value() instanceof Yaml.Scalar)) {
        findings.add(
            entry.value().place(),
            column.path(),
            "wrong-type",
            "Here belongs the name of a table.");
      }
    }
    return Collections.unmodifiableMap(references);
  }

  private boolean knownColumn(Text column, List<String> columns, String where) {
    boolean known = columns.contains(column.value());
    if (!known) {
      findings.add(
          column,
          "unknown-column",
          "'"
              + column.value()
              + "' in "
              + where
              + " is not among the columns."
              + Suggestion.of(column.value(), columns));
    }
    return known;
  }

  private void checkReferences(String name, Block block) {
    OfflineTable table = Objects.requireNonNull(tables.get(name));
    for (Yaml.Entry entry : block.named("references")) {
      String target = table.references().get(entry.key().text());
      if (target != null) {
        Place at = entry.value().place();
        String path = block.pathOf("references") + '.' + entry.key().text();
        checkTarget(new Text(target, at, path), tables, findings);
      }
    }
  }

  /** A table that is referred to must exist and have a single key column. */
  static boolean checkTarget(Text target, Map<String, OfflineTable> tables, Findings findings) {
    OfflineTable table = tables.get(target.value());
    if (table == null) {
      findings.add(
          target,
          "unknown-table",
          "There is no table '"
              + target.value()
              + "'."
              + Suggestion.of(target.value(), tables.keySet()));
    } else if (table.key().size() != 1) {
      findings.add(
          target,
          "bad-reference",
          "'"
              + target.value()
              + "' has several key columns; only a table with one can be referred to.");
    }
    return table != null && table.key().size() == 1;
  }

  private @Nullable Scope scope(Block block, PathResolver paths, Vocabulary vocabulary) {
    return new ScopeReader(findings, vocabulary, paths).read(block);
  }
}
