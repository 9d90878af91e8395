package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotReader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SnapshotMaker.Made;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A snapshot file, on the server's side,")
class SnapshotStreamTest {
  private static final List<String> ALL = List.of("AK", "WY", "New, York");
  private static final List<String> STATES = StreamData.STATES;

  private final StreamHarness server;
  private final Path file;

  SnapshotStreamTest() throws Exception {
    server = new StreamHarness();
    file = Files.createTempFile("holdfast", ".snapshot");
    file.toFile().deleteOnExit();
  }

  @Test
  @DisplayName("brings a device of a smaller scope all that is in it, and lines what changed since")
  void brings() throws Exception {
    Made made = server.snapshot(file, "alice", ALL);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A6'");
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      MemoryDevice device = SegmentFetches.device();
      device.take(snapshot);

      int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());
      int rest = device.receive(server.answer(device.request(), STATES).orElseThrow());

      assertThat(made.rows()).isGreaterThan(60);
      assertThat(made.bytes()).isEqualTo(Files.size(file));
      assertThat(server.segments.puts()).as("segments that others fetch").isZero();
      assertThat(lines).as("outcomes have no rows").isZero();
      assertThat(rest)
          .as("the changed airport, the gone one, the visit that was there")
          .isEqualTo(3);
      DeviceStreamTest.assertConverged(server, device);
      assertThat(server.answer(device.request(), STATES)).isEmpty();
    }
  }

  @Test
  @DisplayName("opens to a device only where its own scope is")
  void scope() throws Exception {
    server.snapshot(file, "bob", ALL);
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      Map<String, String> keys = keys(request(snapshot.offer()), List.of("WY"));

      assertThat(keys)
          .containsOnlyKeys(
              "field/airport[state=WY]", "field/kind[]", "field/visit[site.state=WY]");
      assertThat(keys.size()).isLessThan(snapshot.offer().buckets().size());
      String key = Objects.requireNonNull(keys.get("field/airport[state=WY]"));
      assertThat(snapshot.open(BucketKey.of(key))).isPresent();
    }
  }

  @Test
  @DisplayName("has other keys than the next one of the same rows")
  void keysOfTheirOwn() throws Exception {
    server.snapshot(file, "bob", ALL);
    Path other = Files.createTempFile("holdfast", ".snapshot");
    other.toFile().deleteOnExit();
    server.snapshot(other, "bob", ALL);
    try (SnapshotReader first = SnapshotReader.open(file);
        SnapshotReader second = SnapshotReader.open(other)) {
      assertThat(first.offer().buckets()).doesNotContainAnyElementsOf(second.offer().buckets());
      for (String key : keys(request(first.offer()), ALL).values()) {
        assertThat(second.open(BucketKey.of(key))).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("is refused if its seal is not of this server, or not of this index")
  void foreign() throws Exception {
    server.snapshot(file, "bob", ALL);
    SyncRequest.Offer offer = offer();

    assertRefused(
        new SyncRequest.Offer("Zm9v.YmFy", offer.digest(), offer.buckets()),
        ErrorCode.SNAPSHOT_FOREIGN);
    assertRefused(
        new SyncRequest.Offer(offer.seal(), offer.digest().replace('1', '2'), offer.buckets()),
        ErrorCode.SNAPSHOT_FOREIGN);
    assertRefused(
        new SyncRequest.Offer(offer.seal(), offer.digest(), Collections.nCopies(20_001, "x")),
        ErrorCode.MALFORMED);
  }

  @Test
  @DisplayName("is refused if it is too old")
  void old() throws Exception {
    server.snapshot(file, "bob", ALL);
    server.calendar.forward(Duration.ofDays(30));
    assertThat(keys(request(offer()), STATES)).isNotEmpty();

    server.calendar.forward(Duration.ofSeconds(1));

    assertRefused(offer(), ErrorCode.SNAPSHOT_USELESS).hasMessageContaining("older than 30 days");
  }

  @Test
  @DisplayName("is refused after a restore")
  void restored() throws Exception {
    server.snapshot(file, "bob", ALL);
    EpochTest.restoreInPlace(server.database.jdbc());

    assertRefused(offer(), ErrorCode.SNAPSHOT_USELESS).hasMessageContaining("restored");
  }

  @Test
  @DisplayName("is refused if nothing in it is the device's")
  void ofOthers() throws Exception {
    server.snapshot(file, "bob", ALL);
    SyncRequest.Offer offer = offer();

    assertRefused(
            new SyncRequest.Offer(offer.seal(), offer.digest(), List.of()),
            ErrorCode.SNAPSHOT_USELESS)
        .hasMessageContaining("nothing that this device may hold");
  }

  @Test
  @DisplayName("is done without for buckets of which it is no longer known what went")
  void purged() throws Exception {
    server.snapshot(file, "bob", ALL);
    SyncRequest.Offer offer = offer();
    String key = Objects.requireNonNull(keys(request(offer), ALL).get("field/airport[state=AK]"));
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A3'");
    new PurgingServer(server).purgeAll();

    assertThat(keys(request(offer), ALL))
        .doesNotContainKey("field/airport[state=AK]")
        .containsKey("field/airport[state=WY]");
    assertRefused(
            new SyncRequest.Offer(offer.seal(), offer.digest(), List.of(BucketKey.of(key).tag())),
            ErrorCode.SNAPSHOT_USELESS)
        .hasMessageContaining("no longer known");
  }

  @Test
  @DisplayName("is used for so many buckets as a request can name, the largest")
  void largest() throws Exception {
    StreamHarness few = new StreamHarness(2);
    few.database
        .jdbc()
        .update(
            "INSERT INTO demo.airport SELECT 'B' || i, 'B', 'WY', i FROM generate_series(1, 9) i");
    few.snapshot(file, "bob", ALL);
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      MemoryDevice device = SegmentFetches.device();
      device.take(snapshot);
      assertThat(keys(few, device.request(), ALL))
          .hasSize(2)
          .containsKey("field/airport[state=WY]");

      for (Optional<byte[]> stream = few.answer(device.request(), ALL);
          stream.isPresent();
          stream = few.answer(device.request(), ALL)) {
        device.receive(stream.get());
        SegmentFetches.fetchSome(few, device, ALL, null);
      }

      DeviceStreamTest.assertConverged(few, device);
    }
  }

  @Test
  @DisplayName("is not looked at where the device takes no segments")
  void lines() throws Exception {
    server.snapshot(file, "bob", ALL);
    MemoryDevice device = new MemoryDevice();
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      device.take(snapshot);

      device.receive(server.answer(device.request(), STATES).orElseThrow());

      DeviceStreamTest.assertConverged(server, device);
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  @DisplayName("leads to the same as none, whatever changes and whatever is cut")
  void schedules(@ForAll Random random) throws Exception {
    server.snapshot(file, "bob", ALL);
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      MemoryDevice device = SegmentFetches.device();
      device.take(snapshot);
      for (int round = 0; round < 30; round++) {
        for (int i = random.nextInt(3); i > 0; i--) {
          DeviceStreamTest.change(server, random);
        }
        if (!SegmentFetches.fetchSome(server, device, STATES, random)) {
          continue;
        }
        Optional<byte[]> stream = server.answer(device.request(), STATES);
        if (stream.isPresent()) {
          byte[] whole = stream.get();
          boolean cut = random.nextInt(3) != 0;
          device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
        }
      }
      for (Optional<byte[]> rest = ask(device); rest.isPresent(); rest = ask(device)) {
        device.receive(rest.get());
      }
      DeviceStreamTest.assertConverged(server, device);
    }
  }

  private Optional<byte[]> ask(MemoryDevice device) throws Exception {
    SegmentFetches.fetchSome(server, device, STATES, null);
    return server.answer(device.request(), STATES);
  }

  private SyncRequest.Offer offer() throws IOException {
    try (SnapshotReader snapshot = SnapshotReader.open(file)) {
      return snapshot.offer();
    }
  }

  private static SyncRequest request(SyncRequest.Offer offer) {
    return SegmentFetches.device().request().offering(offer);
  }

  /** The keys that a device is given, by bucket. */
  private Map<String, String> keys(SyncRequest request, List<String> states) throws Exception {
    return keys(server, request, states);
  }

  private static Map<String, String> keys(
      StreamHarness server, SyncRequest request, List<String> states) throws Exception {
    SyncStreamReader lines =
        new SyncStreamReader(
            new ByteArrayInputStream(server.answer(request, states).orElseThrow()));
    Map<String, String> keys = new TreeMap<>();
    String bucket = "";
    for (Optional<SyncLine> line = lines.next(); line.isPresent(); line = lines.next()) {
      if (line.get() instanceof SyncLine.Bucket next) {
        bucket = next.bucket();
      } else if (line.get() instanceof SyncLine.InFile inFile) {
        keys.put(bucket, inFile.key());
      }
    }
    return keys;
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      SyncRequest.Offer offer, ErrorCode code) {
    return assertThatThrownBy(() -> server.answer(request(offer), STATES))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
