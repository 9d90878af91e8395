package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class FoldingProperties {
  private static final int BUCKETS = 3;
  private static final int WRITERS = 3;
  private static final long A = -7;

  /** Count and sum of a bucket. */
  private record Total(long rows, BigDecimal sum) {}

  /**
   * Transactions of several writers overlap in every way; devices' checkpoints lie between them.
   */
  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void aFoldKeepsEveryBucketsTotalsAndHidesNoChangeFromAnyCheckpoint(@ForAll long seed)
      throws SQLException {
    TestDatabase database = TestDatabase.create();
    Jdbc jdbc = database.jdbc();
    Random random = new Random(seed);
    List<String> checkpoints = new ArrayList<>();
    List<Connection> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Connection writer = database.dataSource().getConnection();
      writer.setAutoCommit(false);
      writers.add(writer);
    }
    for (int step = 0; step < 300; step++) {
      Connection writer = writers.get(random.nextInt(WRITERS));
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> writer.commit();
        case 4 -> writer.rollback();
        case 5 -> checkpoints.add(checkpoint(jdbc));
        case 6 -> fold(jdbc, checkpoints);
        default ->
            write(
                new Sql(writer), random.nextInt(BUCKETS), random.nextInt(9) - 4, random.nextLong());
      }
    }
    for (Connection writer : writers) {
      writer.commit();
      writer.close();
    }
    fold(jdbc, checkpoints);

    assertThat(rows(jdbc)).isLessThanOrEqualTo(BUCKETS * Folding.ROWS);
  }

  @Example
  void aBucketOfManyRowsBecomesOneRowAndNothingMovesInAnOlderSnapshot() throws SQLException {
    TestDatabase database = TestDatabase.create();
    Jdbc jdbc = database.jdbc();
    writeMany(jdbc);
    try (Connection reader = database.dataSource().getConnection()) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Map<String, Total> seen = totals(new Sql(reader));

      assertThat(new Folding(jdbc).fold()).isEqualTo(1);

      assertThat(rows(jdbc)).isEqualTo(1);
      assertThat(totals(new Sql(reader))).isEqualTo(seen);
      assertThat(new Folding(jdbc).fold()).as("nothing is left to fold").isZero();
    }
  }

  @Example
  void aChangeThatCommitsAfterANewerOneIsNotHidden() throws SQLException {
    TestDatabase database = TestDatabase.create();
    Jdbc jdbc = database.jdbc();
    try (Connection late = database.dataSource().getConnection()) {
      late.setAutoCommit(false);
      write(new Sql(late), A, 1, 10);
      writeMany(jdbc);
      String checkpoint = checkpoint(jdbc);
      late.commit();

      assertThat(new Folding(jdbc).fold()).isEqualTo(1);

      List<Set<String>> changed = jdbc.with(sql -> changed(sql, List.of(checkpoint)));
      assertThat(changed).containsExactly(Set.of(Long.toString(A)));
    }
  }

  @Example
  void aLongTransactionKeepsNothingFromBeingFolded() throws SQLException {
    TestDatabase database = TestDatabase.create();
    Jdbc jdbc = database.jdbc();
    try (Connection open = database.dataSource().getConnection()) {
      open.setAutoCommit(false);
      write(new Sql(open), A, 1, 10);
      writeMany(jdbc);
      String checkpoint = checkpoint(jdbc);
      Map<String, Total> before = jdbc.with(FoldingProperties::totals);

      assertThat(new Folding(jdbc).fold()).isEqualTo(1);

      assertThat(rows(jdbc)).isEqualTo(1);
      assertThat(jdbc.with(FoldingProperties::totals)).isEqualTo(before);
      open.commit();
      assertThat(rows(jdbc)).as("what was running is not lost").isEqualTo(2);
      List<Set<String>> changed = jdbc.with(sql -> changed(sql, List.of(checkpoint)));
      assertThat(changed).containsExactly(Set.of(Long.toString(A)));
    }
  }

  @Example
  void onlyOneNodeFolds() throws SQLException {
    TestDatabase database = TestDatabase.create();
    Jdbc jdbc = database.jdbc();
    writeMany(jdbc);
    try (Connection node = database.dataSource().getConnection()) {
      node.setAutoCommit(false);
      new Sql(node)
          .one("SELECT pg_advisory_xact_lock(hashtextextended('holdfast:fold', 0))", row -> "");

      assertThat(new Folding(jdbc).fold()).isZero();

      node.commit();
    }
    assertThat(new Folding(jdbc).fold()).isEqualTo(1);
  }

  private static void fold(Jdbc jdbc, List<String> checkpoints) {
    Map<String, Total> totals = jdbc.with(FoldingProperties::totals);
    List<Set<String>> changed = jdbc.with(sql -> changed(sql, checkpoints));
    new Folding(jdbc).fold();
    assertThat(jdbc.with(FoldingProperties::totals)).isEqualTo(totals);
    List<Set<String>> after = jdbc.with(sql -> changed(sql, checkpoints));
    for (int i = 0; i < checkpoints.size(); i++) {
      assertThat(after.get(i)).as(checkpoints.get(i)).containsAll(changed.get(i));
    }
  }

  private static void writeMany(Jdbc jdbc) {
    for (int i = 0; i <= Folding.ROWS; i++) {
      long sum = i;
      jdbc.with(sql -> write(sql, A, 1, sum));
    }
  }

  private static int write(Sql sql, long bucket, int rows, long sum) throws SQLException {
    return sql.update(
        "INSERT INTO holdfast.bucket_change VALUES ('unit', ?, pg_current_xact_id(), ?, ?)",
        bucket,
        rows,
        BigDecimal.valueOf(sum));
  }

  private static String checkpoint(Jdbc jdbc) {
    return jdbc.one("SELECT pg_current_snapshot()::text", row -> row.getString(1)).orElseThrow();
  }

  /** The buckets changed since each checkpoint, as sync asks. */
  private static List<Set<String>> changed(Sql sql, List<String> checkpoints) throws SQLException {
    List<Set<String>> changed = new ArrayList<>();
    for (String since : checkpoints) {
      changed.add(
          new HashSet<>(
              sql.list(
                  "SELECT bucket FROM holdfast.bucket_change"
                      + " WHERE xid >= pg_snapshot_xmin(?::pg_snapshot)"
                      + " AND NOT pg_visible_in_snapshot(xid, ?::pg_snapshot)",
                  row -> row.getString(1),
                  since,
                  since)));
    }
    return changed;
  }

  private static int rows(Jdbc jdbc) {
    return jdbc.one("SELECT count(*) FROM holdfast.bucket_change", row -> row.getInt(1)).orElse(0);
  }

  private static Map<String, Total> totals(Sql sql) throws SQLException {
    Map<String, Total> totals = new HashMap<>();
    sql.list(
        "SELECT bucket, sum(rows) AS rows, sum(sum) AS sum FROM holdfast.bucket_change"
            + " GROUP BY unit, bucket",
        row ->
            totals.put(
                row.getString("bucket"), new Total(row.getLong("rows"), row.getBigDecimal("sum"))));
    return totals;
  }
}
