package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  private static final List<String> STATES = StreamData.STATES;
  private static final int HERD = 50;

  @Test
  void aNewDeviceGetsSegmentsAndThenWhatChangedSince() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = SegmentFetches.device();

    int lines = device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> segments = device.outstanding();
    SegmentFetches.fetchAll(server, device);
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
  void theNextDeviceGetsTheSameSegments() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice first = SegmentFetches.device();
    first.receive(server.answer(first.request(), STATES).orElseThrow());
    int made = server.segments.puts();

    MemoryDevice second = SegmentFetches.device();
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
    MemoryDevice first = SegmentFetches.device();
    first.receive(server.answer(first.request(), List.of("AK")).orElseThrow());
    Set<String> before = new HashSet<>(first.outstanding());
    server
        .database
        .jdbc()
        .update("UPDATE demo.airport SET name = 'Other' WHERE iata BETWEEN 'B1' AND 'B2'");

    MemoryDevice second = SegmentFetches.device();
    second.receive(server.answer(second.request(), List.of("AK")).orElseThrow());

    Set<String> after = new HashSet<>(second.outstanding());
    after.retainAll(before);
    assertThat(second.outstanding()).isNotEqualTo(first.outstanding());
    assertThat(after).hasSizeBetween(before.size() / 2, before.size() - 1);
    SegmentFetches.fetchAll(server, second);
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
            MemoryDevice device = SegmentFetches.device();
            Set<String> named = new HashSet<>();
            together.await();
            for (Optional<byte[]> stream = server.answer(device.request(), STATES);
                stream.isPresent();
                stream = server.answer(device.request(), STATES)) {
              device.receive(stream.get());
              named.addAll(device.outstanding());
              SegmentFetches.fetchAll(server, device);
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
    MemoryDevice device = SegmentFetches.device();
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
    MemoryDevice device = SegmentFetches.device();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    SegmentFetches.fetchAll(server, device);
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
    MemoryDevice device = SegmentFetches.device();
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
        server.build(SegmentFetches.device().request(), STATES);
        device.outstanding().stream()
            .filter(id -> random.nextBoolean())
            .forEach(server.segments::forget);
      }
      if (random.nextInt(4) != 0 && !SegmentFetches.fetchSome(server, device, states, random)) {
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
    SegmentFetches.fetchSome(server, device, STATES, null);
    return server.answer(device.request(), STATES);
  }
}
