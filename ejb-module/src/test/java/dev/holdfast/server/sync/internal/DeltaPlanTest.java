package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads for a sync, by its plan: as much as changed, not as much as there is. */
class DeltaPlanTest {
  private static final int ROWS = 20_000;
  private static final int CHANGED = 40;
  private static final Pattern READ = Pattern.compile("rows=(\\d+)(?:\\.\\d+)? loops=(\\d+)");
  private static final String LOGIC =
      """
      application: app
      version: 1.0.0
      user-attributes: {regions: {type: text, many: true}}
      roles: [worker]
      tables:
        thing:
          source: demo.thing
          key: [id]
          columns: [id, region, note]
          scope: row.region in user.regions
      cases: {}
      """;

  private final TestDatabase database = TestDatabase.create();
  private final BucketName bucket = new BucketName("app", "thing", "region=r1");

  @BeforeEach
  void fill() throws Exception {
    run(
        "CREATE SCHEMA demo; CREATE TABLE demo.thing (id uuid PRIMARY KEY, region text, note text);"
            + " INSERT INTO demo.thing SELECT md5(n::text)::uuid, 'r' || n % 4, 'n' || n"
            + " FROM generate_series(1, "
            + ROWS
            + ") n; ANALYZE demo.thing");
    ApplicationPackage definition = PackageReader.read(LOGIC);
    InstalledCapture.of(database, definition);
  }

  @Test
  void aDeltaReadsWhatChanged() throws Exception {
    Checkpoint base = checkpoint();
    change();

    List<String> plan = plan(new HeldBucket(bucket, false, null, null), base, null);

    assertThat(plan)
        .anyMatch(line -> line.contains("Index Cond") && line.contains("xid >="))
        .noneMatch(line -> line.contains("Seq Scan"));
    assertThat(most(plan)).isLessThanOrEqualTo(CHANGED);
  }

  @Test
  void aFullBucketThatGoesOnReadsItsEntriesOnceAndTheRowsThatAreLeft() throws Exception {
    Checkpoint staging = checkpoint();
    change();
    String position = position(bucket, ROWS / 4 - CHANGED - 60);

    List<String> plan =
        plan(
            new HeldBucket(
                bucket,
                true,
                new StagedBucket(unit().definition(), true, position, false, null),
                null),
            null,
            staging);

    assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("xid >="));
    assertThat(plan.get(0)).as("the sort is of what is left").contains("Sort");
    assertThat(rows(plan.get(0))).isLessThanOrEqualTo(CHANGED + 60);
  }

  @Test
  void aLongTransactionCostsADeltaNothing() throws Exception {
    try (Connection open = longTransaction()) {
      Checkpoint base = checkpoint();
      change();

      List<String> plan = plan(new HeldBucket(bucket, false, null, null), base, null);

      assertThat(base.snapshot()).as("it is running").doesNotEndWith(":");
      assertThat(plan).noneMatch(line -> line.contains("Seq Scan on capture"));
      assertThat(most(plan)).isLessThanOrEqualTo(CHANGED);
      open.rollback();
    }
  }

  @Test
  void norDoesItCostABucketThatGoesOn() throws Exception {
    try (Connection open = longTransaction()) {
      Checkpoint base = checkpoint();
      change();
      String position = position(bucket, ROWS / 4 - CHANGED / 2);
      Checkpoint first = checkpoint();
      change();

      List<String> plan =
          plan(
              new HeldBucket(
                  bucket,
                  false,
                  new StagedBucket(unit().definition(), false, position, false, null),
                  null),
              base,
              first);

      assertThat(plan).noneMatch(line -> line.contains("Seq Scan on capture"));
      assertThat(most(plan)).isLessThanOrEqualTo(2 * CHANGED);
      open.rollback();
    }
  }

  /** One that writes something before most of what follows, and goes on. */
  private Connection longTransaction() throws Exception {
    Connection open = database.dataSource().getConnection();
    open.setAutoCommit(false);
    new Sql(open).run("UPDATE demo.thing SET note = 'open' WHERE id = md5('1')::uuid");
    // Much is written while it is running.
    run("UPDATE demo.thing SET note = note || 'y' WHERE region = 'r2'");
    run("UPDATE demo.thing SET note = note || 'y' WHERE region = 'r1' AND id <> md5('1')::uuid");
    run("ANALYZE holdfast.capture_" + unit().name());
    return open;
  }

  private String position(BucketName of, int offset) throws Exception {
    return database
        .jdbc()
        .one(
            "SELECT c.xid || E'\\t' || json_build_array(c.k1::text)::text FROM"
                + " holdfast.capture_"
                + unit().name()
                + " c WHERE bucket = ? ORDER BY xid, k1 OFFSET ? LIMIT 1",
            row -> row.getString(1),
            of.id(),
            offset)
        .orElseThrow();
  }

  private List<String> plan(
      HeldBucket held, @Nullable Checkpoint base, @Nullable Checkpoint staging) throws Exception {
    CapturedUnit unit = unit();
    SyncPlan plan =
        new SyncPlan(
            checkpoint(),
            base,
            staging == null ? null : new Resumed(List.of(staging)),
            null,
            Map.of(unit, List.of(held)),
            SyncPolicy.STANDARD,
            List.of());
    LineQuery query = LineQuery.of(unit, List.of(held), plan).get(0);
    return database
        .jdbc()
        .list(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + query.text(),
            row -> row.getString(1),
            query.parameters().toArray());
  }

  private CapturedUnit unit() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      return InstalledCapture.unit(new Sql(connection), "thing");
    }
  }

  private Checkpoint checkpoint() {
    String snapshot =
        database
            .jdbc()
            .one("SELECT pg_current_snapshot()::text", row -> row.getString(1))
            .orElseThrow();
    return new Checkpoint("epoch", snapshot, Instant.EPOCH, List.of(), null);
  }

  private void change() throws Exception {
    run(
        "UPDATE demo.thing SET note = note || 'x' WHERE id IN (SELECT id FROM demo.thing"
            + " WHERE region = 'r1' ORDER BY id LIMIT "
            + CHANGED
            + ")");
  }

  private void run(String statements) throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      new Sql(connection).run(statements);
    }
  }

  private static long most(List<String> plan) {
    return plan.stream().mapToLong(DeltaPlanTest::rows).max().orElseThrow();
  }

  private static long rows(String line) {
    return Stream.of(line)
        .map(READ::matcher)
        .filter(Matcher::find)
        .mapToLong(m -> Long.parseLong(m.group(1)) * Long.parseLong(m.group(2)))
        .findFirst()
        .orElse(0);
  }
}
