package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Laws 3 and 5 for capture: replaying deltas equals the truth, whatever others do meanwhile. */
class CapturePropertyTest {
  /**
   * Lock timeout, deadlock, serialization failure, unique violation, not null: the writer's lot.
   */
  private static final Set<String> EXPECTED = Set.of("55P03", "40P01", "40001", "23505", "23502");

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void interleavedTransactionsReachEveryDevice(@ForAll @LongRange(min = 1) long seed)
      throws SQLException {
    TestDatabase database = CaptureFixture.database();
    Random random = new Random(seed);
    List<ReplayDevice> devices = devices(database, 3);
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(new Writer(database.dataSource(), new Random(random.nextLong()), 3, true, false));
    }
    for (int step = 0; step < 250; step++) {
      expected(writers.get(random.nextInt(writers.size())).step());
      if (random.nextInt(6) == 0) {
        devices.get(random.nextInt(devices.size())).trySync();
      }
      if (random.nextInt(40) == 0) {
        new Folding(database.jdbc()).fold();
      }
    }
    for (Writer writer : writers) {
      writer.close();
    }
    settle(database, devices);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void transactionsThatWaitForEachOtherReachEveryDevice(@ForAll @LongRange(min = 1) long seed)
      throws Exception {
    TestDatabase database = CaptureFixture.database();
    Random random = new Random(seed);
    List<ReplayDevice> devices = devices(database, 2);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        running.add(threads.submit(writing(database, random.nextLong())));
      }
      for (int i = 0; i < 30; i++) {
        devices.get(i % devices.size()).sync();
      }
      for (Future<Void> writer : running) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    settle(database, devices);
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void transactionsWithOldSnapshotsAreRefusedOrVerifiedAfterwards(
      @ForAll @LongRange(min = 1) long seed) throws SQLException {
    TestDatabase database = CaptureFixture.database();
    Random random = new Random(seed);
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(new Writer(database.dataSource(), new Random(random.nextLong()), 3, true, true));
    }
    for (int step = 0; step < 250; step++) {
      expected(writers.get(random.nextInt(writers.size())).step());
    }
    for (Writer writer : writers) {
      writer.close();
    }
    new UnitWork(database.jdbc()).verifySuspect(unitName(database));
    settle(database, devices(database, 1));
  }

  private static Callable<Void> writing(TestDatabase database, long seed) {
    return () -> {
      try (Writer writer = new Writer(database.dataSource(), new Random(seed), 500, false, false)) {
        for (int step = 0; step < 120; step++) {
          expected(writer.step());
        }
      }
      return null;
    };
  }

  private static List<ReplayDevice> devices(TestDatabase database, int count) {
    var unit = CaptureFixture.captured(database, "item");
    List<ReplayDevice> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(
          new ReplayDevice(
              database.dataSource(), unit, CaptureFixture.ITEM_TRUTH, CaptureFixture.ITEM_TABLES));
    }
    return devices;
  }

  private static void settle(TestDatabase database, List<ReplayDevice> devices)
      throws SQLException {
    Settled found = database.jdbc().with(sql -> Settled.run(sql, unitName(database), false));
    assertThat(found.isClean()).as("%s", found).isTrue();
    for (ReplayDevice device : devices) {
      device.sync();
      device.sync();
      assertThat(device.received()).as("nothing new, nothing sent").isZero();
    }
  }

  private static String unitName(TestDatabase database) {
    return CaptureFixture.captured(database, "item").name();
  }

  private static void expected(@Nullable String sqlState) {
    if (sqlState != null) {
      assertThat(sqlState).isIn(EXPECTED);
    }
  }
}
