package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Devices that take less than everything now. */
class LaterStreamTest {
  private static final List<String> STATES = StreamData.STATES;
  private static final int LARGE = 10;
  private static final String KINDS = "field/kind[]";

  private final StreamHarness server;
  private final MemoryDevice device = SegmentFetches.device();

  LaterStreamTest() throws Exception {
    server = new StreamHarness();
    server.large(LARGE);
  }

  /** Asks until nothing more comes; returns the number of streams. */
  private int sync(Priority upTo, boolean downloads) throws Exception {
    return sync(upTo, downloads, STATES);
  }

  private int sync(Priority upTo, boolean downloads, List<String> states) throws Exception {
    device.take(upTo, downloads);
    int streams = 0;
    for (Optional<byte[]> stream = server.answer(device.request(), states);
        stream.isPresent();
        stream = server.answer(device.request(), states)) {
      streams++;
      device.receive(stream.get());
      if (device.waits()) {
        return streams;
      }
      SegmentFetches.fetchSome(server, device, states, null);
    }
    return streams;
  }

  @Test
  void casesComeFirstThenWhatIsLargeThenWhatIsLast() throws Exception {
    sync(Priority.FIRST, true);
    assertThat(device.later()).contains(KINDS).hasSize(3);
    assertThat(device.rows().keySet())
        .isNotEmpty()
        .allMatch(name -> name.startsWith("field/visit[") || name.startsWith("holdfast/"));
    DeviceStreamTest.assertConverged(server, device);

    sync(Priority.NORMAL, true);
    assertThat(device.later()).containsExactly(KINDS);
    assertThat(device.rows().keySet()).anyMatch(name -> name.startsWith("field/airport["));
    DeviceStreamTest.assertConverged(server, device);

    sync(Priority.LAST, true);
    assertThat(device.later()).isEmpty();
    assertThat(device.rows()).containsKey(KINDS);
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void withoutDownloadsWhatIsSmallComesAndChangesDo() throws Exception {
    sync(Priority.LAST, false);
    Set<String> left = Set.copyOf(device.later());
    assertThat(left).hasSize(2).allMatch(name -> name.startsWith("field/airport["));
    assertThat(device.rows()).containsKey(KINDS);

    server.database.jdbc().update("UPDATE holdfast.case_file SET version = version + 1");
    server.database.jdbc().update("UPDATE demo.airport SET name = 'Other'");
    assertThat(sync(Priority.LAST, false)).isEqualTo(1);

    DeviceStreamTest.assertConverged(server, device);
    assertThat(device.later()).isEqualTo(left);
    assertThat(device.waits()).isFalse();
  }

  @Test
  void whatIsSmallIsFirst() throws Exception {
    server.large(1_000);

    sync(Priority.FIRST, true);

    assertThat(device.later()).containsExactly(KINDS);
  }

  @Test
  void whatIsHeldNeverComesLater() throws Exception {
    device.take(null, true);
    sync(Priority.LAST, true);
    server
        .database
        .jdbc()
        .update(
            "INSERT INTO demo.airport SELECT 'M' || i, 'M', 'AK', 1 FROM generate_series(1, 50) i");

    sync(Priority.FIRST, false);

    assertThat(device.later()).isEmpty();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void anOrderWaitsForDownloadsAndHidesNoChange() throws Exception {
    sync(Priority.LAST, true);
    server.order(UUID.randomUUID());
    server.database.jdbc().update("UPDATE demo.airport SET name = 'Other' WHERE iata = 'A3'");

    device.take(Priority.LAST, false);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().order()).isNull();
    assertThat(device.header().kind()).isEqualTo("delta");
    DeviceStreamTest.assertConverged(server, device);

    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.waits()).as("told that something waits").isTrue();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void aTableInManySmallBucketsIsLarge() throws Exception {
    // Each of the two has twenty rows.
    server.large(21);

    sync(Priority.LAST, false);

    assertThat(device.later()).hasSize(2).allMatch(name -> name.startsWith("field/airport["));
  }

  @Test
  void whatIsLackingOfATableWithAProblemGoesOnToComeLater() throws Exception {
    sync(Priority.LAST, false);
    List<String> lacking = List.copyOf(device.later());
    assertThat(lacking).hasSize(2);
    server
        .database
        .jdbc()
        .with(
            sql -> {
              sql.run("ALTER TABLE demo.airport RENAME COLUMN name TO title");
              return sql;
            });
    InstalledCapture.again(
        server.database, PackageReader.read(StreamData.PACKAGE), new CaseUnits());

    device.take(Priority.LAST, true);
    device.receive(server.answer(device.request().knowing(List.of()), STATES).orElseThrow());

    assertThat(device.header().stalled()).containsExactly("field/airport");
    assertThat(device.header().buckets().keySet()).containsAll(lacking);
    assertThat(device.later()).containsExactlyElementsOf(lacking);
    SyncRequest knowing = device.request().knowing(List.of("field/airport"));
    assertThat(server.answer(knowing, STATES)).as("nothing is new").isEmpty();
  }

  @Test
  void anOrderIsFulfilledWithWhatCameLaterOrNotYet() throws Exception {
    sync(Priority.LAST, false);
    UUID order = UUID.randomUUID();
    server.order(order);
    server.database.jdbc().update("UPDATE holdfast.case_file SET version = version + 1");

    device.take(Priority.LAST, false);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.header().order()).isNull();
    assertThat(device.waits()).isFalse();
    assertThat(device.later()).hasSize(2);
    DeviceStreamTest.assertConverged(server, device);

    device.take(Priority.FIRST, true);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.header().order()).isEqualTo(order);
    assertThat(device.header().later()).isEmpty();
  }

  @Test
  void aFullSynchronizationThatWasBegunKeepsWhatHasCome() throws Exception {
    sync(Priority.LAST, true);
    UUID order = UUID.randomUUID();
    server.order(order);
    device.take(Priority.FIRST, true);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.header().order()).isEqualTo(order);
    String held = device.request().checkpoint();

    device.take(Priority.LAST, false);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.waits()).isTrue();
    assertThat(device.request().checkpoint()).isEqualTo(held);
    assertThat(device.request().staging()).isNotNull();

    device.take(Priority.FIRST, true);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.header().resumed()).isTrue();
    SegmentFetches.fetchSome(server, device, STATES, null);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    assertThat(device.request().checkpoint()).isEqualTo(device.header().checkpoint());
  }

  @Test
  void aLargeTableThatIsHeldAndHasToComeWholeHoldsAllBack() throws Exception {
    sync(Priority.LAST, true);
    server.large(3);
    server.database.jdbc().update("UPDATE demo.kind SET name = 'Other' WHERE id = 1");
    InstalledCapture.scan(server.database, "kind");
    String held = device.request().checkpoint();

    sync(Priority.LAST, false);
    assertThat(device.waits()).isTrue();
    assertThat(device.header().later()).containsExactly(KINDS);
    assertThat(device.request().checkpoint()).isEqualTo(held);

    sync(Priority.LAST, true);
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void whatIsNewInTheScopeAndComesLaterIsTold() throws Exception {
    sync(Priority.LAST, false, List.of("AK"));
    assertThat(device.later()).hasSize(1);

    sync(Priority.LAST, false, STATES);

    assertThat(device.later()).hasSize(2);
  }

  @Test
  void segmentsOfWhatComesLaterSurviveTheCheckpointsBefore() throws Exception {
    sync(Priority.FIRST, true);
    device.take(Priority.NORMAL, true);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    String fetched = device.outstanding().get(0);
    var segment = server.segment(fetched, STATES);
    device.store(fetched, SegmentContent.decompress(segment.zstd(), segment.size()));
    server.database.jdbc().update("UPDATE holdfast.case_file SET version = version + 1");

    sync(Priority.FIRST, true);
    DeviceStreamTest.assertConverged(server, device);

    sync(Priority.LAST, true);
    DeviceStreamTest.assertConverged(server, device);
    assertThat(device.later()).isEmpty();
  }

  @Test
  void aDeviceThatKnowsNothingOfItGetsEverythingAtOnce() throws Exception {
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().later()).isNull();
    assertThat(device.header().buckets()).containsKey(KINDS);
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void inWhateverOrderItTakesWhatThereIsItEndsWithAll(@ForAll Random random) throws Exception {
    for (int round = 0; round < 50; round++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        DeviceStreamTest.change(server, random);
      }
      if (random.nextInt(12) == 0) {
        server.order(random.nextBoolean() ? new UUID[] {UUID.randomUUID()} : new UUID[0]);
      }
      server.large(List.of(1, 4, 15, 1_000).get(random.nextInt(4)));
      List<String> states = random.nextInt(8) == 0 ? List.of("WY") : STATES;
      boolean any = random.nextInt(5) == 0;
      device.take(any ? null : Priority.values()[random.nextInt(3)], random.nextBoolean());
      if (random.nextInt(3) == 0) {
        SegmentFetches.fetchSome(server, device, states, random);
      }
      Optional<byte[]> stream = server.answer(device.request(), states);
      if (stream.isPresent()) {
        byte[] whole = stream.get();
        boolean cut = random.nextInt(3) == 0;
        device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
        if (!cut && !device.waits() && device.outstanding().isEmpty()) {
          assertThat(device.later()).noneMatch(device.rows()::containsKey);
        }
      }
    }
    server.order();
    for (Priority upTo : Priority.values()) {
      sync(upTo, true);
      DeviceStreamTest.assertConverged(server, device);
    }
    assertThat(device.later()).isEmpty();
  }
}
