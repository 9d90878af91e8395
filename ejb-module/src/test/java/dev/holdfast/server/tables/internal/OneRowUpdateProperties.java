package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/**
 * A table whose rows decide on their bucket themselves, written a row or two at a time: the short
 * way of capture and the long one, whichever a statement takes, leave what the table has.
 */
class OneRowUpdateProperties {
  private static final int STATEMENTS = 80;
  private static final int KEYS = 4;

  private static final CaptureUnit PART =
      new CaptureUnit(
          "app",
          "part",
          "tables.part",
          "demo.part",
          List.of(),
          List.of("id", "sub"),
          List.of("id", "sub", "state", "note", "weight"),
          List.of(
              new Alternative(
                  List.of(new Term(List.of("state"), List.of(), new Column("state"), null)))),
          ReceiveStrategy.CHANGES,
          "part-1");

  private static final String TRUTH =
      """
      SELECT holdfast.bucket_id('state=' || holdfast.bucket_value(state))::text, json_build_array(id, sub)::text,
             json_build_array(id, sub, state, note, weight + 0)::text
      FROM demo.part WHERE state IS NOT NULL
      """;

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void everyStatementLeavesWhatTheTableHas(@ForAll @LongRange(min = 1) long seed)
      throws SQLException {
    Random random = new Random(seed);
    TestDatabase database = TestDatabase.create();
    try (Connection connection = database.dataSource().getConnection()) {
      Sql sql = new Sql(connection);
      sql.run(
          "CREATE SCHEMA demo; CREATE TABLE demo.part (id int, sub text, state text, note text, hidden"
              + " text, weight float8, PRIMARY KEY (id, sub))");
      CaptureFixture.install(database, PART);
      var unit = CaptureFixture.captured(database, "part");
      ReplayDevice device = new ReplayDevice(database.dataSource(), unit, TRUTH, "demo.part");
      for (int i = 0; i < STATEMENTS; i++) {
        String statement = statement(random);
        sql.run(random.nextInt(5) == 0 ? rolledBack(statement, random) : statement);
        Settled found = Settled.run(sql, unit.name(), false);
        assertThat(found.isClean()).as("%s: %s", statement, found).isTrue();
        if (random.nextInt(4) == 0) {
          device.sync();
        }
      }
      device.sync();
    }
  }

  private static String rolledBack(String statement, Random random) {
    return "BEGIN; "
        + statement(random)
        + "; SAVEPOINT a; "
        + statement
        + "; ROLLBACK TO a; COMMIT";
  }

  private static String statement(Random random) {
    String where = " WHERE id = " + random.nextInt(KEYS) + " AND sub = '" + sub(random) + "'";
    return switch (random.nextInt(9)) {
      case 0 -> "UPDATE demo.part SET state = " + state(random) + where;
      case 1 -> "UPDATE demo.part SET note = 'n" + random.nextInt(3) + "'" + where;
      case 2 -> "UPDATE demo.part SET weight = -0.0, note = NULL" + where;
      case 3 -> "UPDATE demo.part SET hidden = 'h" + random.nextInt(3) + "'" + where;
      case 4 -> "UPDATE demo.part SET note = note || 'x' WHERE id = " + random.nextInt(KEYS);
      case 5 ->
          "UPDATE demo.part SET id = "
              + random.nextInt(KEYS)
              + where
              + " AND NOT EXISTS (SELECT FROM demo.part p WHERE p.sub = '"
              + sub(random)
              + "')";
      case 6 -> "DELETE FROM demo.part" + where;
      default ->
          "INSERT INTO demo.part VALUES ("
              + random.nextInt(KEYS)
              + ", '"
              + sub(random)
              + "', "
              + state(random)
              + ", 'new', 'h', 1.5) ON CONFLICT (id, sub) DO UPDATE SET state = excluded.state";
    };
  }

  private static String sub(Random random) {
    return random.nextBoolean() ? "a" : "é\t";
  }

  private static String state(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "NULL";
      case 1 -> "'New, York'";
      default -> "'AK'";
    };
  }
}
