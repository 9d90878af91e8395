package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.tables.internal.BucketSumsBean;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Laws 3, 4 and 5 for the server's side of the way down. */
class DeviceStreamTest {
  private static final List<String> STATES = StreamData.STATES;

  @Test
  void aFirstSyncIsFullAndTheNextOneSaysThatNothingIsNew() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().kind()).isEqualTo("full");
    assertThat(device.header().resumed()).isFalse();
    assertThat(device.rows().get("field/kind[]")).hasSize(5);
    assertThat(device.rows().keySet())
        .contains("field/airport[state=AK]", "field/airport[state=\"New, York\"]");
    assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void aDeltaHasJustWhatChanged() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().kind()).isEqualTo("delta");
    assertThat(lines).isEqualTo(1);
    assertConverged(server, device);
  }

  @Test
  void aTransactionThatEndsAfterACheckpointAlthoughItBeganBeforeOthersIsNotMissed()
      throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    try (Connection late = server.database.dataSource().getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.executeUpdate("UPDATE demo.airport SET name = 'Late' WHERE iata = 'A3'");
      server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A6'");
      assertThat(device.receive(server.answer(device.request(), STATES).orElseThrow()))
          .isEqualTo(1);
      late.commit();
    }
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).isEqualTo(1);
    assertConverged(server, device);
  }

  @Test
  void aSmallTableComesWholeWhenAnythingInItChanged() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    server.database.jdbc().update("UPDATE demo.kind SET name = 'New' WHERE id = 3");
    InstalledCapture.scan(server.database, "kind");
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).isEqualTo(5);
    assertConverged(server, device);
  }

  @Test
  void nothingComesOfASmallTableThatIsAgainWhatItWas() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    for (int i = 0; i < 20; i++) {
      kind(server, i % 2 == 0 ? "Other" : "Kind 3");
    }
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).isZero();
    assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).as("told once").isEmpty();
    kind(server, "Another");
    assertThat(device.receive(server.answer(device.request(), STATES).orElseThrow())).isEqualTo(5);
  }

  @Test
  void norOfOneWhoseSumsWereFolded() throws Exception {
    StreamHarness server = new StreamHarness();
    for (int i = 0; i < 20; i++) {
      kind(server, "Kind " + i);
    }
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(new BucketSumsBean(server.database.jdbc()).fold()).isPositive();
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).isZero();
    assertConverged(server, device);
  }

  private static void kind(StreamHarness server, String name) {
    server.database.jdbc().update("UPDATE demo.kind SET name = ? WHERE id = 3", name);
    InstalledCapture.scan(server.database, "kind");
  }

  @Test
  void aUserWhoLosesAnAttributeLosesItsBucketsAndNothingElseIsSent() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    int lines = device.receive(server.answer(device.request(), List.of("AK")).orElseThrow());

    assertThat(lines).isZero();
    assertThat(device.rows()).doesNotContainKey("field/airport[state=\"New, York\"]");
  }

  @Test
  void aResyncOrderSendsEverythingAgainOnce() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    int first = device.receive(server.answer(device.request(), STATES).orElseThrow());
    UUID order = UUID.randomUUID();
    server.order(order);

    int again = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(again).isEqualTo(first);
    assertThat(device.header().order()).isEqualTo(order);
    server.order();
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void oneFullSyncFulfilsAllOrdersThatWereGivenBeforeItBegan() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    server.order(first, second);

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().order()).isEqualTo(second);
    assertThat(server.begun()).containsExactly(first, second);
  }

  @Test
  void anOrderGivenWhileAFullSyncIsUnderWayDoesNotMakeItStartAgainAndStandsAfterIt()
      throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    server.order(first);
    byte[] whole = server.answer(device.request(), STATES).orElseThrow();
    device.receive(Arrays.copyOf(whole, whole.length / 2));
    server.order(first, second);

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().resumed()).isTrue();
    assertThat(device.header().order()).isEqualTo(first);
    assertThat(server.begun()).containsExactly(first);
    server.order(second);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(server.begun()).containsExactly(second);
  }

  @Test
  void aCheckpointFromBeforeARestoreCountsForWhatIsTheSame() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    String epoch = device.header().epoch();

    EpochTest.restoreInPlace(server.database.jdbc());
    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().epoch()).isNotEqualTo(epoch);
    assertThat(device.header().kind()).isEqualTo("delta");
    assertThat(lines).isZero();
    assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void aCheckpointThatWasNotMadeHereMeansAFullSync() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    SyncRequest forged =
        new SyncRequest(1, "Zm9v.YmFy", Map.of("field/kind[]", "x"), null, 0, null);

    device.receive(server.answer(forged, STATES).orElseThrow());

    assertThat(device.header().kind()).isEqualTo("full");
    assertConverged(server, device);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void anyNumberOfCutsAnywhereLeadsToTheSameAsNone(@ForAll Random random) throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice();
    for (int round = 0; round < 40; round++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        change(server, random);
      }
      if (random.nextInt(12) == 0) {
        server.order(
            Stream.generate(UUID::randomUUID).limit(random.nextInt(3)).toArray(UUID[]::new));
      }
      if (random.nextInt(10) == 0) {
        EpochTest.restoreInPlace(server.database.jdbc());
      }
      if (random.nextInt(6) == 0) {
        device.damage(random);
      }
      List<String> states = random.nextInt(8) == 0 ? List.of("WY") : STATES;
      Optional<byte[]> stream = server.answer(device.request(), states);
      if (stream.isPresent()) {
        byte[] whole = stream.get();
        boolean cut = random.nextInt(4) != 0;
        device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
      }
    }
    server.order();
    int syncs = 0;
    for (Optional<byte[]> rest = server.answer(device.request(), STATES);
        rest.isPresent();
        rest = server.answer(device.request(), STATES)) {
      assertThat(syncs++).as("syncs until nothing is new").isLessThan(10);
      device.receive(rest.get());
    }
    assertConverged(server, device);
  }

  @Test
  void whatWasStoredIsNotSentAgain() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice reference = new MemoryDevice();
    byte[] whole = server.answer(reference.request(), STATES).orElseThrow();
    int lines = reference.receive(whole);

    for (int cut = 0; cut < whole.length; cut += 97) {
      MemoryDevice device = new MemoryDevice();
      int before = device.receive(Arrays.copyOf(whole, cut));
      int after = device.receive(server.answer(device.request(), STATES).orElseThrow());
      assertThat(before + after).as("cut after %d bytes", cut).isEqualTo(lines);
      assertThat(device.rows()).isEqualTo(reference.rows());
    }
  }

  static void change(StreamHarness server, Random random) {
    String iata = "A" + random.nextInt(70);
    String state = List.of("AK", "WY", "New, York").get(random.nextInt(3));
    var jdbc = server.database.jdbc();
    switch (random.nextInt(6)) {
      case 0 -> jdbc.update("DELETE FROM demo.airport WHERE iata = ?", iata);
      case 1 ->
          jdbc.update(
              "INSERT INTO demo.airport VALUES (?, 'Made', ?, 1) ON CONFLICT (iata) DO NOTHING",
              iata,
              state);
      case 2 -> jdbc.update("UPDATE demo.airport SET state = ? WHERE iata = ?", state, iata);
      case 3 -> jdbc.update("UPDATE demo.airport SET name = name || '!' WHERE iata < ?", "A2");
      case 4 ->
          jdbc.update(
              "UPDATE holdfast.case_file SET version = version + 1 WHERE fields ->> 'site' = ?",
              iata);
      default -> {
        jdbc.update("UPDATE demo.kind SET name = name || '?' WHERE id = ?", random.nextInt(5));
        InstalledCapture.scan(server.database, "kind");
      }
    }
  }

  static void assertConverged(StreamHarness server, MemoryDevice device) {
    Map<String, Map<String, String>> truth = new TreeMap<>();
    device.rows().keySet().forEach(name -> truth.put(name, new HashMap<>()));
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
    truth.forEach((name, rows) -> assertThat(device.rows().get(name)).as(name).isEqualTo(rows));
  }
}
