package dev.holdfast.server.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.internal.BucketChanges;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** What the watcher's memory says beside what PostgreSQL says. */
class WatcherProperties {
  private static final int WRITERS = 4;
  private static final int BUCKETS = 3;
  private static final int STEPS = 250;

  /** Reads as who keeps something in memory does, one step after the other. */
  private static final class Reader {
    final Look look;
    final int bucket;
    @Nullable String snapshot;
    @Nullable Mark mark;

    Reader(Look look, int bucket) {
      this.look = look;
      this.bucket = bucket;
    }
  }

  static Watcher watcher(TestDatabase database) {
    return new Watcher(
        database.dataSource(),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        List.of(new BucketChanges()),
        List.of());
  }

  /**
   * Transactions overlap in every way, end in every way, and are folded; looks and the steps of
   * readers lie anywhere between them.
   */
  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void neverTakesAnythingForUnchangedThatChanged(@ForAll long seed) throws SQLException {
    new World().run(new Random(seed));
  }

  /** One run on a database of its own. */
  private static final class World {
    private final TestDatabase database = TestDatabase.create();
    private final Jdbc jdbc = database.jdbc();
    private final Watcher watcher = watcher(database);
    private final List<Reader> readers = new ArrayList<>();
    private final Set<String> prepared = new HashSet<>();
    private final List<Connection> writers = new ArrayList<>();
    private int silent;

    void run(Random random) throws SQLException {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(database.dataSource().getConnection());
        writers.get(i).setAutoCommit(false);
      }
      watcher.look();
      for (int step = 0; step < STEPS; step++) {
        step(random);
      }
      for (Connection writer : writers) {
        writer.rollback();
        writer.close();
      }
      for (String name : prepared) {
        jdbc.with(sql -> run(sql, "COMMIT PREPARED '" + name + "'"));
      }
      watcher.look();
      check();
      assertThat(silent).as("memory is of some use").isPositive();
    }

    private void step(Random random) throws SQLException {
      int writer = random.nextInt(WRITERS);
      switch (random.nextInt(16)) {
        case 0, 1 -> writers.get(writer).commit();
        case 2 -> writers.get(writer).rollback();
        case 3 -> prepare(writers.get(writer));
        case 4 -> commitPrepared();
        case 5 -> fold(random.nextInt(BUCKETS));
        case 6, 7 -> {
          watcher.look();
          check();
          readers.removeIf(r -> r.mark != null && random.nextInt(4) == 0);
        }
        case 8, 9 -> readers.add(new Reader(watcher.last(), random.nextInt(BUCKETS)));
        case 10, 11 -> readers.stream().filter(r -> r.snapshot == null).forEach(this::read);
        case 12 -> readers.stream().filter(r -> r.mark == null).forEach(this::keep);
        default -> write(new Sql(writers.get(writer)), random.nextInt(BUCKETS));
      }
    }

    private void read(Reader reader) {
      reader.snapshot =
          jdbc.one("SELECT pg_current_snapshot()::text", row -> row.getString(1)).orElseThrow();
    }

    private void keep(Reader reader) {
      if (reader.snapshot != null) {
        reader.mark = watcher.mark(Subject.bucket("unit", reader.bucket));
      }
    }

    private void check() {
      for (Reader reader : readers) {
        Mark mark = reader.mark;
        if (mark != null && reader.snapshot != null) {
          long missing = unseen(reader.bucket, reader.snapshot, reader.snapshot);
          if (mark.changedSince(reader.look)) {
            mark.quietSince(reader.look)
                .filter(from -> from.number() > 0)
                .ifPresent(from -> assertEnough(reader, from, missing));
          } else {
            silent++;
            assertThat(missing).as("changes of %s", reader.snapshot).isZero();
          }
        }
      }
    }

    /** What is not seen from there has all that the reader lacks. */
    private void assertEnough(Reader reader, Look from, long missing) {
      String snapshot = String.valueOf(reader.snapshot);
      assertThat(unseen(reader.bucket, snapshot, from.moment().snapshot())).isEqualTo(missing);
    }

    private long unseen(int bucket, String snapshot, String other) {
      return jdbc.one(
              "SELECT count(*) FROM holdfast.bucket_change WHERE bucket = ?"
                  + " AND NOT pg_visible_in_snapshot(xid, ?::pg_snapshot)"
                  + " AND NOT pg_visible_in_snapshot(xid, ?::pg_snapshot)",
              row -> row.getLong(1),
              bucket,
              snapshot,
              other)
          .orElseThrow();
    }

    private static int write(Sql sql, int bucket) throws SQLException {
      return sql.update(
          "INSERT INTO holdfast.bucket_change VALUES ('unit', ?, pg_current_xact_id(), 1, 1)",
          bucket);
    }

    private void prepare(Connection writer) throws SQLException {
      if (prepared.size() < 5) {
        write(new Sql(writer), 0);
        String name = UUID.randomUUID().toString();
        new Sql(writer).run("PREPARE TRANSACTION '" + name + "'");
        writer.commit();
        prepared.add(name);
      }
    }

    private void commitPrepared() {
      for (String name : prepared.stream().limit(1).toList()) {
        prepared.remove(name);
        jdbc.with(sql -> run(sql, "COMMIT PREPARED '" + name + "'"));
      }
    }

    private static int run(Sql sql, String text) throws SQLException {
      sql.run(text);
      return 0;
    }

    private void fold(int bucket) {
      jdbc.update(
          "WITH old AS (DELETE FROM holdfast.bucket_change WHERE bucket = ?"
              + " AND xid < pg_snapshot_xmin(pg_current_snapshot()) RETURNING rows)"
              + " INSERT INTO holdfast.bucket_change"
              + " SELECT 'unit', ?, pg_current_xact_id(), sum(rows), 0 FROM old HAVING count(*) > 0",
          bucket,
          bucket);
    }
  }
}
