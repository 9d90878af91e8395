package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.tables.api.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that installs capture of one unit: table, indexes, functions, triggers. May be run again
 * at any time. Takes no lock that readers would wait for.
 */
final class CaptureScript {
  private final UnitShape shape;
  private final List<String> statements = new ArrayList<>();
  private final List<InstalledTrigger> triggers = new ArrayList<>();

  private CaptureScript(UnitShape shape) {
    this.shape = shape;
  }

  static CaptureScript of(UnitShape shape) {
    CaptureScript script = new CaptureScript(shape);
    script.table();
    script.functions();
    if (shape.source().takesTriggers() && !shape.scanned()) {
      script.addTriggers();
      script.indexes();
    }
    script.statements.add(
        "COMMENT ON FUNCTION "
            + script.markedFunction()
            + "(boolean) IS "
            + SqlText.literal(script.mark()));
    return script;
  }

  /** The statements in order. */
  List<String> statements() {
    return List.copyOf(statements);
  }

  /** Its triggers as they are to be. */
  List<InstalledTrigger> triggers() {
    return List.copyOf(triggers);
  }

  /** The function whose comment says which script was installed. */
  String markedFunction() {
    return CaptureNames.settleFunction(shape.name());
  }

  /** What that comment says. */
  String mark() {
    return "holdfast " + digest();
  }

  /** Digest of everything that is installed, the mark aside. */
  String digest() {
    return Sha256.hex(
        SqlText.each(
            statements.stream().filter(s -> !s.startsWith("COMMENT")).toList(), ";", s -> s));
  }

  private void table() {
    String name = shape.name();
    StringBuilder columns = new StringBuilder();
    List<ColumnShape> key = shape.key();
    for (int i = 0; i < key.size(); i++) {
      columns.append(shape.keyNames().get(i)).append(' ').append(key.get(i).type());
      columns.append(" NOT NULL, ");
    }
    statements.add(
        String.format(
            "CREATE TABLE IF NOT EXISTS %s (bucket bigint NOT NULL, xid xid8 NOT NULL, hash bigint,"
                + " %s%sPRIMARY KEY (%s, bucket))",
            shape.captureTable(),
            columns,
            shape.scanned() ? "content text, " : "",
            shape.keyList()));
    statements.add(
        String.format(
            "CREATE INDEX IF NOT EXISTS capture_%s_xid ON %s (bucket, xid)",
            name, shape.captureTable()));
    statements.add(
        String.format(
            "CREATE INDEX IF NOT EXISTS capture_%s_gone ON %s (xid) WHERE hash IS NULL",
            name, shape.captureTable()));
  }

  private void functions() {
    CaptureFunctions functions = new CaptureFunctions(shape);
    statements.add(functions.settle());
    statements.add("REVOKE EXECUTE ON FUNCTION " + markedFunction() + "(boolean) FROM PUBLIC");
    if (shape.source().takesTriggers() && !shape.scanned()) {
      statements.add(functions.ofSource());
      shape.joins().forEach(step -> statements.add(functions.ofParent(step)));
    }
  }

  private void addTriggers() {
    String name = shape.name();
    on(shape.source(), "s", CaptureNames.changedFunction(name));
    shape
        .joins()
        .forEach(
            step ->
                on(step.parent(), step.alias(), CaptureNames.parentFunction(name, step.alias())));
  }

  /** On the relation and each of its partitions: a statement fires only those of what it names. */
  private void on(RelationShape relation, String part, String function) {
    List<String> tables = new ArrayList<>(List.of(relation.sql()));
    tables.addAll(relation.descendants());
    for (String table : tables) {
      for (CaptureNames.Event event : CaptureNames.events()) {
        String trigger = CaptureNames.trigger(shape.name(), part, event);
        statements.add(
            String.format(
                "CREATE OR REPLACE TRIGGER %s AFTER %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION"
                    + " %s()",
                trigger, event, table, event.transition(), function));
        // Also where a session says that it only replays others' changes.
        statements.add("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + trigger);
        triggers.add(new InstalledTrigger(trigger, table));
      }
    }
  }

  /** Rows that refer by a field of JSON are found by it; only our own tables have such fields. */
  private void indexes() {
    for (JoinStep step : shape.joins()) {
      if (step.value() instanceof Expression.Field) {
        JoinStep from = step.from();
        RelationShape referring = from == null ? shape.source() : from.parent();
        String own = SqlText.identifier(referring.name());
        statements.add(
            String.format(
                "CREATE INDEX IF NOT EXISTS capture_%s_%s ON %s ((%s)) WHERE %s",
                shape.name(),
                step.alias(),
                referring.sql(),
                JoinStep.text(step.value(), own),
                from == null ? shape.filter(own) : from.filter(own)));
      }
    }
  }
}
