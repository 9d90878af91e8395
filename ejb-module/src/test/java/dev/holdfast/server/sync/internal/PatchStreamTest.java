package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.DeviceStreamTest.assertConverged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Segments.Segment;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What differs on a device is narrowed to ranges of keys, and only those come. */
class PatchStreamTest {
  private static final List<String> STATES = List.of("AK");
  private static final String BUCKET = "field/airport[state=AK]";

  private final StreamHarness server;
  private final MemoryDevice device = new MemoryDevice();

  PatchStreamTest() throws Exception {
    server = new StreamHarness();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
  }

  private Map<String, String> bucket() {
    return Objects.requireNonNull(device.rows().get(BUCKET));
  }

  private int sync() throws Exception {
    return device.receive(server.answer(device.request(), STATES).orElseThrow());
  }

  private int rowsInRangeOf(String key) {
    int bits = RowSums.bits(bucket());
    int range = KeyRanges.of(key, bits);
    return (int) bucket().keySet().stream().filter(k -> KeyRanges.of(k, bits) == range).count();
  }

  @Test
  void oneChangedByteBringsOneRangeOnly() throws Exception {
    int most = rowsInRangeOf("[\"A3\"]");
    bucket().computeIfPresent("[\"A3\"]", (key, row) -> row.replace("Airport 3", "Airport 8"));
    device.suspect(BUCKET);

    assertThat(sync()).isEqualTo(most).isLessThan(bucket().size() / 2);

    assertConverged(server, device);
  }

  @Test
  void aRowThatIsLackingComesAndOneTooManyGoes() throws Exception {
    int most = rowsInRangeOf("[\"A3\"]") + rowsInRangeOf("[\"no\"]");
    bucket().remove("[\"A3\"]");
    bucket().put("[\"no\"]", "[]");
    device.suspect(BUCKET);

    assertThat(sync()).isLessThanOrEqualTo(most);

    assertConverged(server, device);
  }

  @Test
  void noRangeIsLeftOut() throws Exception {
    int bits = RowSums.bits(bucket());
    for (int range = 0; range < 1 << bits; range++) {
      int wanted = range;
      String stray =
          IntStream.iterate(0, i -> i + 1)
              .mapToObj(i -> "[\"stray" + i + "\"]")
              .filter(key -> KeyRanges.of(key, bits) == wanted)
              .findFirst()
              .orElseThrow();
      bucket().put(stray, "[]");
      device.suspect(BUCKET);

      sync();

      assertThat(bucket()).as("range %d", range).doesNotContainKey(stray);
      assertConverged(server, device);
    }
  }

  @Test
  void rangesInWhichNothingIsLeftAreNamed() throws Exception {
    device.suspect(BUCKET);
    server.database.jdbc().update("DELETE FROM demo.airport WHERE state = 'AK'");

    sync();

    assertThat(bucket()).isEmpty();
    assertConverged(server, device);
  }

  @Test
  void aBucketThatIsWhatItShouldBeBringsNothing() throws Exception {
    device.suspect(BUCKET);

    assertThat(sync()).isZero();

    assertConverged(server, device);
  }

  @Test
  void whatAlsoChangedOnTheServerComesWithThePatch() throws Exception {
    bucket().remove("[\"A3\"]");
    device.suspect(BUCKET);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A6'");
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A9'");

    sync();

    assertThat(bucket()).doesNotContainKey("[\"A9\"]");
    assertConverged(server, device);
  }

  @Test
  void afterARestoreOnlyWhatDiffersComes() throws Exception {
    int most = rowsInRangeOf("[\"A3\"]");
    // The restored database knows an older row, and nobody knows that there ever was a newer one.
    bucket().computeIfPresent("[\"A3\"]", (key, row) -> row.replace("Airport 3", "Lost"));
    EpochTest.restoreInPlace(server.database.jdbc());

    assertThat(sync()).as("digests only").isZero();
    assertThat(sync()).isEqualTo(most);

    assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void aResyncOrderSendsEverythingAfterARestoreToo() throws Exception {
    EpochTest.restoreInPlace(server.database.jdbc());
    server.order(java.util.UUID.randomUUID());

    assertThat(sync()).isGreaterThanOrEqualTo(bucket().size());

    assertThat(device.header().kind()).isEqualTo("full");
  }

  @Test
  void aWrongSumOnTheServerIsNoReasonToSendAnythingAndVerifyPutsItRight() throws Exception {
    server
        .database
        .jdbc()
        .update("UPDATE holdfast.bucket_change SET sum = sum + 1 WHERE unit LIKE '%airport%'");
    device.suspect(BUCKET);

    assertThat(sync()).isZero();

    InstalledCapture.repair(server.database, "airport");
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A6'");
    assertThat(sync()).isEqualTo(1);
    assertConverged(server, device);
  }

  @Test
  void aWrongHashOnTheServerIsPutRightByVerify() throws Exception {
    server
        .database
        .jdbc()
        .update(
            "UPDATE %s SET hash = hash # 1 WHERE k1 = 'A3'"
                .formatted(InstalledCapture.table(server.database, "airport")));

    InstalledCapture.repair(server.database, "airport");

    device.suspect(BUCKET);
    sync();
    assertConverged(server, device);
  }

  @Test
  void aPatchThatIsCutGoesOnAfterItsLastWholeRange() throws Exception {
    Set<Integer> damaged = new TreeSet<>();
    for (String key : List.of("[\"A3\"]", "[\"A6\"]", "[\"A9\"]", "[\"A30\"]")) {
      bucket().remove(key);
      damaged.add(KeyRanges.of(key, RowSums.bits(bucket())));
    }
    device.suspect(BUCKET);
    String whole = text(server.answer(device.request(), STATES));
    int last = whole.lastIndexOf("\nR\t");

    device.receive(whole.substring(0, whole.indexOf('\n', last + 1) + 3).getBytes(UTF_8));

    String rest = text(server.answer(device.request(), STATES));
    assertThat(rest.lines().filter(line -> line.startsWith("R\t")))
        .as("of %s", damaged)
        .containsExactly(whole.substring(last + 1, whole.indexOf('\n', last + 1)));
    device.receive(rest.getBytes(UTF_8));
    assertConverged(server, device);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void aPatchMayBeCutAnywhereAnyNumberOfTimes(@ForAll Random random) throws Exception {
    bucket().keySet().removeIf(key -> random.nextInt(4) == 0);
    bucket().replaceAll((key, row) -> random.nextInt(4) == 0 ? row + ' ' : row);
    device.suspect(BUCKET);
    int rows = 0;
    int cuts = random.nextInt(5);
    // As it asks now: the fewer rows it has the larger are the ranges.
    int bits = RowSums.bits(bucket());
    for (int i = 0; i < cuts; i++) {
      byte[] stream = server.answer(device.request(), STATES).orElseThrow();
      rows += device.receive(Arrays.copyOf(stream, random.nextInt(stream.length)));
      if (random.nextInt(3) == 0) {
        server
            .database
            .jdbc()
            .update(
                "UPDATE demo.airport SET name = name || '!' WHERE iata = ?",
                "A" + 3 * random.nextInt(20));
        rows -= 20;
      }
    }
    rows += sync();

    assertConverged(server, device);
    int inOneRange =
        bucket().keySet().stream()
            .collect(groupingBy(key -> KeyRanges.of(key, bits), counting()))
            .values()
            .stream()
            .mapToInt(Long::intValue)
            .max()
            .orElse(0);
    assertThat(rows)
        .as("each row once, but for the range that each cut is in")
        .isLessThanOrEqualTo(bucket().size() + cuts * inOneRange);
  }

  @Test
  void aBucketOfWhichHalfDiffersComesInSegments() throws Exception {
    MemoryDevice taking = new MemoryDevice(List.of(SegmentContent.ZSTD));
    sync(taking);
    Map<String, String> bucket = Objects.requireNonNull(taking.rows().get(BUCKET));
    bucket.replaceAll((key, row) -> row + ' ');
    taking.suspect(BUCKET);

    String stream = text(server.answer(taking.request(), STATES));

    assertThat(stream).contains("B\t\"" + BUCKET + "\"\tfull\nS\t");
    sync(taking);
    assertConverged(server, taking);
    assertThat(server.answer(taking.request(), STATES)).isEmpty();
  }

  @Test
  void oneOfWhichLessDiffersDoesNot() throws Exception {
    MemoryDevice taking = new MemoryDevice(List.of(SegmentContent.ZSTD));
    sync(taking);
    Objects.requireNonNull(taking.rows().get(BUCKET)).remove("[\"A3\"]");
    taking.suspect(BUCKET);

    assertThat(text(server.answer(taking.request(), STATES)))
        .contains("B\t\"" + BUCKET + "\"\tpatch\nR\t")
        .doesNotContain("\nS\t");
  }

  @Test
  void whoTakesNoSegmentsGetsAPatchHoweverMuchDiffers() throws Exception {
    bucket().replaceAll((key, row) -> row + ' ');
    device.suspect(BUCKET);

    assertThat(text(server.answer(device.request(), STATES))).contains("\tpatch\nR\t");
  }

  private void sync(MemoryDevice taking) throws Exception {
    Optional<byte[]> stream = server.answer(taking.request(), STATES);
    while (stream.isPresent()) {
      taking.receive(stream.get());
      for (String id : taking.outstanding()) {
        Segment segment = server.segment(id, STATES);
        taking.store(id, SegmentContent.decompress(segment.zstd(), segment.size()));
      }
      stream = server.answer(taking.request(), STATES);
    }
  }

  private static String text(Optional<byte[]> stream) {
    return new String(stream.orElseThrow(), UTF_8);
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    for (int ranges : List.of(0, 3, 8192)) {
      Compared bad =
          new Compared(
              Objects.requireNonNull(device.header().buckets().get(BUCKET)),
              java.util.Collections.nCopies(ranges, RangeSum.EMPTY));

      assertThatThrownBy(
              () -> server.answer(device.request().comparing(Map.of(BUCKET, bad)), STATES))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("power of two");
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void keysAreInTheSameRangeOnBothSides(@ForAll Random random) {
    byte[] text = new byte[random.nextInt(20)];
    random.nextBytes(text);
    String key = "[\"" + new String(text, StandardCharsets.ISO_8859_1).replace("\0", "") + "\"]";
    int bits = random.nextInt(KeyRanges.MOST_BITS + 1);

    assertThat(
            server
                .database
                .jdbc()
                .one("SELECT holdfast.key_range(?, ?)", row -> row.getInt(1), key, bits))
        .contains(KeyRanges.of(key, bits));
  }
}
