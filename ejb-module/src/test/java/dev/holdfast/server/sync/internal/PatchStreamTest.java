package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.DeviceStreamTest.assertConverged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
    int bits = KeyRanges.bits(bucket().size() * 16L, KeyRanges.MOST_BITS);
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
    int bits = KeyRanges.bits(bucket().size() * 16L, KeyRanges.MOST_BITS);
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
