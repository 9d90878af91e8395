package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Segments.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Full synchronization by segments, on the server's side. */
class SegmentStreamTest {
  private static final List<String> STATES = List.of("AK", "New, York");
  private static final int HERD = 50;

  @Test
  void aNewDeviceGetsSegmentsAndThenWhatChangedSince() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();

    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> segments = device.outstanding();
    fetchAll(server, device);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A6'");
    int rest = device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(segments).hasSizeGreaterThan(4);
    assertThat(lines).as("outcomes have no rows").isZero();
    assertThat(rest).as("the changed airport, the gone one, the visit that was there").isEqualTo(3);
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void whatIsMadeIsFetchedWhileTheRestIsBeingMade() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    server.makeAtOnce(2);

    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int first = device.outstanding().size();
    fetchAll(server, device);
    server.makeRest();
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int second = device.outstanding().size();
    fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(first).isPositive();
    assertThat(second).isPositive();
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void whoWaitsInVainIsToldThatSegmentsAreBeingMadeAndComesAgainUntilItIsWhole() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    server.makeAtOnce(0);

    device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> first = device.outstanding();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> second = device.outstanding();
    server.makeRest();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int made = device.outstanding().size();
    fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(first).as("nothing is there yet").isEmpty();
    assertThat(second).as("nor at the second time").isEmpty();
    assertThat(made).isPositive();
    assertThat(server.segments.puts()).as("nothing is made twice").isEqualTo(made);
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void theNextDeviceTakesWhatIsThereWhileTheRestIsBeingMade() throws Exception {
    StreamHarness server = new StreamHarness();
    server.makeAtOnce(2);
    server.answer(device().request(), STATES);
    MemoryDevice next = device();

    next.receive(server.answer(next.request(), STATES).orElseThrow());

    assertThat(next.outstanding()).isNotEmpty();
    assertThat(next.rows()).as("nothing is shown yet").isEmpty();
  }

  @Test
  void whatIsMadeAfterAStreamsSnapshotIsForTheNextStream() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    server.makeAtOnce(2);
    server.build(device.request(), STATES);
    Runnable madeMeanwhile =
        () -> {
          server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
          server.makeRest();
        };

    int lines =
        device.receive(server.answerBefore(madeMeanwhile, device.request(), STATES).orElseThrow());
    int made = server.segments.puts();
    fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).as("no bucket comes as lines").isZero();
    assertThat(server.segments.puts()).as("nothing is made twice").isEqualTo(made);
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void theNextDeviceGetsTheSameSegments() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice first = device();
    first.receive(server.answer(first.request(), STATES).orElseThrow());
    int made = server.segments.puts();

    MemoryDevice second = device();
    second.receive(server.answer(second.request(), STATES).orElseThrow());

    assertThat(second.outstanding()).isEqualTo(first.outstanding());
    assertThat(server.segments.puts()).isEqualTo(made);
  }

  @Test
  void aDeviceThatTakesNoSegmentsGetsLines() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = new MemoryDevice(List.of("br"));

    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(server.segments.puts()).isZero();
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void whenMuchHasChangedOnlyTheSegmentsWithChangesAreNew() throws Exception {
    StreamHarness server = new StreamHarness();
    server
        .database
        .jdbc()
        .update(
            "INSERT INTO demo.airport SELECT 'B' || i, 'Bulk', 'AK', i FROM generate_series(1, 3000) i");
    MemoryDevice first = device();
    first.receive(server.answer(first.request(), List.of("AK")).orElseThrow());
    Set<String> before = new HashSet<>(first.outstanding());
    server
        .database
        .jdbc()
        .update("UPDATE demo.airport SET name = 'Other' WHERE iata BETWEEN 'B1' AND 'B2'");

    MemoryDevice second = device();
    second.receive(server.answer(second.request(), List.of("AK")).orElseThrow());

    Set<String> after = new HashSet<>(second.outstanding());
    after.retainAll(before);
    assertThat(second.outstanding()).isNotEqualTo(first.outstanding());
    assertThat(after).hasSizeBetween(before.size() / 2, before.size() - 1);
    fetchAll(server, second);
    second.receive(server.answer(second.request(), List.of("AK")).orElseThrow());
    DeviceStreamTest.assertConverged(server, second);
  }

  @Test
  void aHerdMakesEachSegmentOnce() throws Exception {
    StreamHarness server = new StreamHarness();
    CyclicBarrier together = new CyclicBarrier(HERD);
    ExecutorService threads = Executors.newFixedThreadPool(HERD);
    List<Future<Set<String>>> syncs = new ArrayList<>();
    try {
      Callable<Set<String>> sync =
          () -> {
            MemoryDevice device = device();
            Set<String> named = new HashSet<>();
            together.await();
            for (Optional<byte[]> stream = server.answer(device.request(), STATES);
                stream.isPresent();
                stream = server.answer(device.request(), STATES)) {
              device.receive(stream.get());
              named.addAll(device.outstanding());
              fetchAll(server, device);
            }
            return named;
          };
      for (int i = 0; i < HERD; i++) {
        syncs.add(threads.submit(sync));
      }
      Set<String> first = syncs.get(0).get();
      for (Future<Set<String>> other : syncs) {
        assertThat(other.get()).isEqualTo(first);
      }
      assertThat(server.segments.puts()).isEqualTo(first.size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void segmentsOfOtherScopesAreGone() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    device.receive(server.answer(device.request(), List.of("AK")).orElseThrow());
    String id = device.outstanding().get(0);

    assertThat(server.segment(id, List.of("AK")).id()).isEqualTo(id);
    assertGone(() -> server.segment(id, List.of("WY")));
    assertGone(() -> server.segment("0".repeat(64), List.of("AK")));
    assertGone(() -> server.segment("no id", List.of("AK")));
  }

  private static void assertGone(Callable<Segment> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SEGMENT_GONE));
  }

  @Test
  void aCheckpointOfSegmentsThatWasNotMadeHereMeansAStagingAnew() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    fetchAll(server, device);
    SyncRequest honest = device.request();
    SyncRequest forged =
        new SyncRequest(
            1,
            null,
            honest.buckets(),
            forged(java.util.Objects.requireNonNull(honest.staging())),
            0,
            honest.segments());

    device.receive(server.answer(forged, STATES).orElseThrow());

    assertThat(device.header().resumed()).isFalse();
  }

  private static SyncRequest.Staging forged(SyncRequest.Staging staging) {
    java.util.Map<String, SyncRequest.StagedBucket> buckets = new java.util.HashMap<>();
    staging
        .buckets()
        .forEach(
            (name, b) ->
                buckets.put(
                    name,
                    new SyncRequest.StagedBucket(
                        b.definition(), b.full(), b.position(), b.complete(), "Zm9v.YmFy")));
    return new SyncRequest.Staging(staging.checkpoint(), staging.order(), buckets);
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void anyNumberOfCutsChangesAndLossesLeadsToTheSameAsNone(@ForAll Random random) throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = device();
    for (int round = 0; round < 50; round++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        DeviceStreamTest.change(server, random);
      }
      if (random.nextInt(12) == 0) {
        server.order(random.nextBoolean() ? new UUID[] {UUID.randomUUID()} : new UUID[0]);
      }
      List<String> states = random.nextInt(8) == 0 ? List.of("WY") : STATES;
      if (random.nextInt(6) == 0) {
        // Others make new segments meanwhile, and old ones leave the cache.
        server.build(device().request(), STATES);
        device.outstanding().stream()
            .filter(id -> random.nextBoolean())
            .forEach(server.segments::forget);
      }
      if (random.nextInt(4) != 0 && !fetchSome(server, device, states, random)) {
        continue;
      }
      if (!device.outstanding().isEmpty()) {
        continue;
      }
      Optional<byte[]> stream = server.answer(device.request(), states);
      if (stream.isPresent()) {
        byte[] whole = stream.get();
        boolean cut = random.nextInt(3) != 0;
        device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
      }
    }
    server.order();
    for (Optional<byte[]> rest = ask(server, device);
        rest.isPresent();
        rest = ask(server, device)) {
      device.receive(rest.get());
    }
    DeviceStreamTest.assertConverged(server, device);
  }

  private static Optional<byte[]> ask(StreamHarness server, MemoryDevice device) throws Exception {
    fetchSome(server, device, STATES, null);
    return server.answer(device.request(), STATES);
  }

  /** Returns whether it wasn't cut. */
  static boolean fetchSome(
      StreamHarness server,
      MemoryDevice device,
      List<String> states,
      @org.jspecify.annotations.Nullable Random cuts)
      throws Exception {
    for (String id : device.outstanding()) {
      if (cuts != null && cuts.nextInt(6) == 0) {
        return false;
      }
      try {
        Segment segment = server.segment(id, states);
        device.store(id, SegmentContent.decompress(segment.zstd(), segment.size()));
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_GONE);
        device.gone(id);
      }
    }
    return true;
  }

  static void fetchAll(StreamHarness server, MemoryDevice device) throws Exception {
    fetchSome(server, device, STATES, null);
    assertThat(device.outstanding()).isEmpty();
  }

  private static MemoryDevice device() {
    return new MemoryDevice(List.of(SegmentContent.ZSTD));
  }
}
