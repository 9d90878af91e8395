package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncLine.Coming;
import dev.holdfast.kernel.wire.SyncStreamReader;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A device that was away for longer than what went is kept. */
class HorizonTest {
  private static final List<String> STATES = StreamData.STATES;

  private final StreamHarness server;
  private final PurgingServer purging;

  HorizonTest() throws Exception {
    server = new StreamHarness();
    purging = new PurgingServer(server);
  }

  @Test
  void itGetsTheBucketsConcernedWholeAndOfTheOthersWhatChanged() throws Exception {
    MemoryDevice device = synced(new MemoryDevice());
    run("DELETE FROM demo.airport WHERE iata = 'A3'");
    run("UPDATE demo.airport SET name = 'New' WHERE iata = 'A2'");
    assertThat(purging.purgeAll()).isPositive();

    byte[] stream = server.answer(device.request(), STATES).orElseThrow();
    device.receive(stream);

    assertThat(device.header().kind()).as("nobody is told").isEqualTo("delta");
    assertThat(buckets(stream, Coming.FULL))
        .as("A3 is in Alaska, and with it went what is there of cases")
        .contains("field/airport[state=AK]")
        .doesNotContain("field/airport[state=\"New, York\"]");
    assertThat(buckets(stream, Coming.DELTA)).containsExactly("field/airport[state=\"New, York\"]");
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void itIsToldThatABucketIsEmptyThoughNothingIsKeptOfIt() throws Exception {
    MemoryDevice device = synced(new MemoryDevice());
    run("DELETE FROM demo.airport WHERE state = 'AK'");
    purging.purgeAll();

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.rows().get("field/airport[state=AK]")).isEmpty();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void aTableThatWasNotCapturedForAWhileIsNoneOfWhichAnOldCheckpointSaysAnything()
      throws Exception {
    MemoryDevice device = synced(new MemoryDevice());
    InstalledCapture.drop(server.database, "airport");
    run("DELETE FROM demo.airport WHERE state = 'AK' OR iata = 'A2'");
    InstalledCapture.of(server.database, PackageReader.read(StreamData.PACKAGE), new CaseUnits());

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.rows().get("field/airport[state=AK]")).isEmpty();
    DeviceStreamTest.assertConverged(server, device);
    run("UPDATE demo.airport SET name = 'Next' WHERE state = 'New, York'");
    byte[] next = server.answer(device.request(), STATES).orElseThrow();
    assertThat(buckets(next, Coming.FULL)).as("from here on as ever").isEmpty();
  }

  @Test
  void whoHasSeenWhatIsForgottenGetsADelta() throws Exception {
    MemoryDevice device = synced(new MemoryDevice());
    run("DELETE FROM demo.airport WHERE iata = 'A3'");
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    purging.purgeAll();
    run("DELETE FROM demo.airport WHERE iata = 'A6'");

    byte[] stream = server.answer(device.request(), STATES).orElseThrow();
    device.receive(stream);

    assertThat(buckets(stream, Coming.PATCH)).isEmpty();
    assertThat(buckets(stream, Coming.FULL)).isEmpty();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void whatCommittedLateIsMissedByNobody() throws Exception {
    MemoryDevice device = new MemoryDevice();
    try (Connection late = server.database.dataSource().getConnection()) {
      late.setAutoCommit(false);
      try (var statement = late.createStatement()) {
        statement.execute("DELETE FROM demo.airport WHERE iata = 'A3'");
      }
      run("DELETE FROM demo.airport WHERE iata = 'A6'");
      synced(device);
      assertThat(purging.purgeAll()).as("the older one is still running").isZero();
      late.commit();
    }
    assertThat(purging.purge()).isPositive();

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void aStagingThatLacksWhatIsForgottenBeginsAnew() throws Exception {
    MemoryDevice device = new MemoryDevice();
    byte[] stream = server.answer(device.request(), STATES).orElseThrow();
    device.receive(Arrays.copyOf(stream, stream.length * 3 / 4));
    run("DELETE FROM demo.airport WHERE state = 'AK'");
    purging.purgeAll();

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(device.header().resumed()).isFalse();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void segmentsFromBeforeAreNotGivenToAnybody() throws Exception {
    List<String> zstd = List.of(SegmentContent.ZSTD);
    MemoryDevice first = new MemoryDevice(zstd);
    first.receive(server.answer(first.request(), STATES).orElseThrow());
    SegmentFetches.fetchAll(server, first);
    run("DELETE FROM demo.airport WHERE iata IN ('A3', 'A6', 'A9')");
    purging.purgeAll();

    MemoryDevice second = new MemoryDevice(zstd);
    second.receive(server.answer(second.request(), STATES).orElseThrow());
    SegmentFetches.fetchAll(server, second);
    second.receive(server.answer(second.request(), STATES).orElseThrow());
    assertThat(second.header().resumed()).as("its segments are new ones").isTrue();
    first.receive(server.answer(first.request(), STATES).orElseThrow());
    assertThat(first.header().resumed()).as("its segments are too old").isFalse();
    SegmentFetches.fetchAll(server, first);
    first.receive(server.answer(first.request(), STATES).orElseThrow());

    assertThat(second.rows()).isNotEmpty().isEqualTo(first.rows());
    DeviceStreamTest.assertConverged(server, second);
  }

  private MemoryDevice synced(MemoryDevice device) throws Exception {
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    return device;
  }

  private void run(String sql) {
    server.database.jdbc().update(sql);
  }

  /** Names of the buckets of a stream that come in this way. */
  private static List<String> buckets(byte[] stream, Coming coming) throws IOException {
    SyncStreamReader reader = new SyncStreamReader(new ByteArrayInputStream(stream));
    List<String> names = new ArrayList<>();
    for (Optional<SyncLine> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get() instanceof SyncLine.Bucket bucket && bucket.coming() == coming) {
        names.add(bucket.bucket());
      }
    }
    return names;
  }
}
