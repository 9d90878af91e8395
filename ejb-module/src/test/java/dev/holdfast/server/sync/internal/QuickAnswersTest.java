package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Priority;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.tables.internal.BucketChanges;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Answers from memory beside the rows as they are. */
class QuickAnswersTest {
  private static final List<String> STATES = StreamData.STATES;

  private final List<Thread> watchers = new ArrayList<>();

  /** A device and what it holds. */
  private static final class Tablet {
    private final UUID id = UUID.randomUUID();
    private final List<String> states;
    private final MemoryDevice copy = new MemoryDevice();

    Tablet(List<String> states) {
      this.states = states;
    }

    int sync(StreamHarness server) throws Exception {
      Optional<byte[]> answer = server.quickly(copy.request().asFresh(), states, id);
      return answer.isPresent() ? copy.receive(answer.get()) : -1;
    }
  }

  private Watch watch(TestDatabase database) {
    Watcher watcher =
        new Watcher(
            database.dataSource(),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            List.of(new BucketChanges()),
            List.of());
    Thread thread = new Thread(watcher::run);
    thread.setDaemon(true);
    thread.start();
    watchers.add(thread);
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    return watcher;
  }

  @Example
  void aDeviceThatHasEverythingIsToldSoWithoutAnyStatement() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    Tablet tablet = new Tablet(STATES);
    tablet.sync(server);
    int before = server.counted.connections();

    for (int i = 0; i < 20; i++) {
      assertThat(tablet.sync(server)).isEqualTo(-1);
    }

    assertThat(server.counted.connections()).isEqualTo(before);
    watchers.forEach(Thread::interrupt);
  }

  @Example
  void aDeviceWhoseOrderWaitsIsNotToldThatNothingIsNew() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    server.large(10);
    server.order(UUID.randomUUID());
    Tablet tablet = new Tablet(STATES);
    tablet.copy.take(Priority.LAST, false);
    tablet.sync(server);
    assertThat(tablet.copy.header().order()).isNull();

    tablet.sync(server);
    assertThat(tablet.copy.waits()).isTrue();

    tablet.copy.take(Priority.FIRST, true);
    tablet.sync(server);
    assertThat(tablet.copy.header().order()).isNotNull();
    watchers.forEach(Thread::interrupt);
  }

  @Example
  void aSharedDeltaLeavesWhatIsKnownOfSmallTables() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    Tablet tablet = new Tablet(STATES);
    tablet.sync(server);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    int before = server.counted.connections();
    assertThat(tablet.sync(server)).isEqualTo(1);
    assertThat(server.counted.connections() - before).as("shared").isEqualTo(1);

    for (String name : List.of("Other", "Kind 3")) {
      server.database.jdbc().update("UPDATE demo.kind SET name = ? WHERE id = 3", name);
      InstalledCapture.scan(server.database, "kind");
    }

    assertThat(tablet.sync(server)).isZero();
    watchers.forEach(Thread::interrupt);
  }

  @Example
  void devicesThatLackTheSameAreAnsweredByOneRead() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    List<Tablet> tablets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tablets.add(new Tablet(i % 2 == 0 ? STATES : List.of("AK")));
      tablets.get(i).sync(server);
    }
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    int before = server.counted.connections();

    for (Tablet tablet : tablets) {
      assertThat(tablet.sync(server)).isEqualTo(1);
    }

    assertThat(server.counted.connections()).isEqualTo(before + 1);
    tablets.forEach(tablet -> assertConverged(server, tablet));
    watchers.forEach(Thread::interrupt);
  }

  @Example
  void bucketsThatChangedAtDifferentTimesComeWithJustWhatLacks() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    Tablet tablet = new Tablet(STATES);
    tablet.sync(server);
    rename(server, "A3");
    assertThat(tablet.sync(server)).isEqualTo(1);
    rename(server, "A5");
    assertThat(tablet.sync(server)).isEqualTo(1);
    rename(server, "A6");
    rename(server, "A8");

    assertThat(tablet.sync(server)).isEqualTo(2);
    assertConverged(server, tablet);
    watchers.forEach(Thread::interrupt);
  }

  @Example
  void whatWasForgottenSinceLacksInNoSharedDelta() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    PurgingServer purging = new PurgingServer(server);
    Tablet tablet = new Tablet(STATES);
    tablet.sync(server);
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A3'");
    assertThat(purging.purgeAll()).isPositive();

    tablet.sync(server);

    assertConverged(server, tablet);
    assertThat(tablet.sync(server)).isEqualTo(-1);
    watchers.forEach(Thread::interrupt);
  }

  private static void rename(StreamHarness server, String iata) {
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = ?", iata);
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void whateverHappensADeviceThatAskedHasWhatIsThere(@ForAll Random random) throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    List<Tablet> tablets =
        List.of(new Tablet(STATES), new Tablet(STATES), new Tablet(List.of("AK", "WY")));
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        change(server, random);
      }
      Tablet tablet = tablets.get(random.nextInt(tablets.size()));
      tablet.sync(server);
      assertConverged(server, tablet);
    }
    watchers.forEach(Thread::interrupt);
  }

  private static void change(StreamHarness server, Random random) {
    String iata = "A" + random.nextInt(70);
    String state = List.of("AK", "WY", "New, York").get(random.nextInt(3));
    var jdbc = server.database.jdbc();
    switch (random.nextInt(5)) {
      case 0 -> jdbc.update("DELETE FROM demo.airport WHERE iata = ?", iata);
      case 1 ->
          jdbc.update(
              "INSERT INTO demo.airport VALUES (?, 'Made', ?, 1) ON CONFLICT (iata) DO NOTHING",
              iata,
              state);
      case 2 -> jdbc.update("UPDATE demo.airport SET state = ? WHERE iata = ?", state, iata);
      case 3 ->
          jdbc.update(
              "UPDATE holdfast.case_file SET version = version + 1 WHERE fields ->> 'site' = ?",
              iata);
      default -> {
        jdbc.update("UPDATE demo.kind SET name = name || '?' WHERE id = ?", random.nextInt(5));
        InstalledCapture.scan(server.database, "kind");
      }
    }
  }

  private static void assertConverged(StreamHarness server, Tablet tablet) {
    Map<String, Map<String, String>> truth = new TreeMap<>();
    tablet.copy.rows().keySet().forEach(name -> truth.put(name, new HashMap<>()));
    server
        .database
        .jdbc()
        .with(
            sql -> {
              sql.run("SET TimeZone = 'UTC'");
              sql.each(
                  StreamData.TRUTH,
                  0,
                  row -> {
                    Map<String, String> bucket = truth.get(row.getString(1));
                    if (bucket != null) {
                      bucket.put(row.getString(2), row.getString(3));
                    }
                  });
              return "";
            });
    assertThat(tablet.copy.rows()).isEqualTo(truth);
  }
}
