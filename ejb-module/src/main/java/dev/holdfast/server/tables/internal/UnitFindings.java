package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import java.util.ArrayList;
import java.util.List;

/** Checks a unit against the catalog and collects what is wrong, each with what to do. */
final class UnitFindings {
  private static final String FOR_NOW = "capture-waits";

  private final CaptureUnit unit;
  private final List<Finding> findings = new ArrayList<>();

  UnitFindings(CaptureUnit unit) {
    this.unit = unit;
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  void unknownRelation(String relation) {
    add(
        "source",
        "unknown-relation",
        "The database has no relation " + relation + ", or our login may not use its schema.");
  }

  void unknownColumn(String part, RelationShape relation, String column) {
    add(part, "unknown-column", relation.sql() + " has no column " + column + '.');
  }

  void brokenReference(CaptureUnit.Hop hop) {
    add(
        "scope",
        "broken-reference",
        String.format(
            "The reference from %s to %s.%s can't be followed: a relation or column is missing.",
            hop.from().column(), hop.relation(), hop.key()));
  }

  /** PostgreSQL refused something while capture was installed or filled. */
  void failed(String message) {
    add("source", "capture-failed", "The database refused: " + message);
  }

  /** The same, for a reason that passes without anybody having changed anything. */
  void failedForNow(String message) {
    add("source", FOR_NOW, "The database refused: " + message);
  }

  /** Whether nothing else is wrong. */
  static boolean areForNow(List<Finding> findings) {
    return findings.stream().allMatch(finding -> finding.code().equals(FOR_NOW));
  }

  /**
   * Triggers are needed on a relation that is not ours.
   *
   * @param lacking what is not as it has to be, as a sentence
   */
  void needsDdl(RelationShape relation, String lacking) {
    add(
        "source",
        "ddl-required",
        String.format(
            "%s Only the owner of %s can mend that, which our login is not. Let the owner run the SQL"
                + " that 'holdfast admin ddl' prints for this package, then deploy again.",
            lacking, relation.sql()));
  }

  void checkSource(RelationShape source) {
    checkReadable(source, "source");
    unit.row().stream()
        .filter(c -> !source.columns().containsKey(c))
        .forEach(c -> unknownColumn("columns", source, c));
    if (unit.strategy() == ReceiveStrategy.CHANGES && !source.takesTriggers()) {
      add(
          "receive",
          "needs-scan",
          source.sql() + " can't have triggers. Set receive to rows, or to table if it is small.");
    }
    if (unit.strategy() == ReceiveStrategy.CHANGES) {
      checkTriggersSeeAll(source, "receive");
    }
    for (String column : unit.row()) {
      ColumnShape shape = source.columns().get(column);
      if (shape != null) {
        checkSeen(source, shape, "columns");
      }
      if (shape != null && !shape.mayTravel()) {
        add(
            "columns",
            "type-not-supported",
            column
                + " is "
                + shape.type()
                + ", whose text depends on settings. Cast it in a view.");
      }
    }
    checkKey(source);
  }

  /** Whether triggers see a column's values. */
  void checkSeen(RelationShape relation, ColumnShape column, String part) {
    if (unit.strategy() == ReceiveStrategy.CHANGES && column.computed()) {
      add(
          part,
          "needs-scan",
          column.name()
              + " of "
              + relation.sql()
              + " is a virtual generated column, whose values triggers do not see. Make it STORED, or"
              + " set receive to rows.");
    }
  }

  void checkParent(RelationShape parent) {
    checkReadable(parent, "scope");
    if (!parent.takesTriggers()) {
      add(
          "scope",
          "needs-scan",
          "The scope leads through "
              + parent.sql()
              + ", which can't have triggers. Set receive to rows.");
    }
    checkTriggersSeeAll(parent, "scope");
    if (parent.takesTriggers() && !parent.rights().lock() && !parent.rights().owner()) {
      add(
          "scope",
          "no-privilege",
          "The scope leads through "
              + parent.sql()
              + ", whose rows have to be locked: GRANT UPDATE on one of its columns to our login.");
    }
  }

  /** A statement fires the triggers of the table that it names, and replication fires none. */
  private void checkTriggersSeeAll(RelationShape relation, String part) {
    if (relation.nature().replicated()) {
      add(
          part,
          "needs-scan",
          relation.sql()
              + " is filled by a logical subscription, which fires no statement triggers. Set"
              + " receive to rows.");
    } else if (relation.nature().part()) {
      add(
          part,
          "needs-scan",
          relation.sql()
              + " is a part of another table, and statements that name that one do not fire its"
              + " triggers. Declare the other one, or set receive to rows.");
    }
  }

  private void checkReadable(RelationShape relation, String part) {
    if (!relation.rights().read()) {
      add(part, "no-privilege", "GRANT SELECT ON " + relation.sql() + " to our login.");
    } else if (relation.rights().filtered()) {
      add(
          part,
          "row-security",
          "Row level security of "
              + relation.sql()
              + " hides rows from our login. Give it BYPASSRLS or a policy without conditions.");
    }
  }

  private void checkKey(RelationShape source) {
    for (String column : unit.key()) {
      ColumnShape shape = source.columns().get(column);
      if (shape == null) {
        unknownColumn("key", source, column);
        return;
      }
      if (!shape.mayBeKey()) {
        add(
            "key",
            "type-not-supported",
            String.format(
                "%s is %s: two of its values may be equal and yet have different texts.",
                column, shape.type()));
      }
      if (source.takesTriggers() && !shape.notNull()) {
        add("key", "key-nullable", column + " may be null. Declare it NOT NULL.");
      }
    }
    if (source.takesTriggers() && !source.unique(unit.key(), false)) {
      add(
          "key",
          "key-not-unique",
          source.sql()
              + " has no primary key or unique index on "
              + String.join(", ", unit.key())
              + '.');
    } else if (source.kind() == 'r' && !source.descendants().isEmpty()) {
      add(
          "key",
          "key-not-unique",
          "Tables inherit from "
              + source.sql()
              + ", and no unique index covers them all. Name each of them in a view with"
              + " receive: rows.");
    }
  }

  private void add(String part, String code, String message) {
    String path = unit.place().isEmpty() ? unit.name() : unit.place() + '.' + part;
    findings.add(new Finding(1, 1, path, code, message));
  }
}
