package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Damage in the store: only what differs comes again. */
class HealTest {
  private static final String BUCKET = ComparedDevice.BUCKET;
  private static final int ROWS = ComparedDevice.ROWS;

  private final ComparedDevice compared = new ComparedDevice();
  private final Device device = compared.device();

  @AfterEach
  void close() {
    device.close();
  }

  /** Syncs after damage was found; says how many rows came. */
  private long heal() {
    assertThat(device.holdfast().verify().match()).as("found").isFalse();
    long before = device.peer().rowsSent();
    SyncResult result = device.holdfast().sync();
    assertThat(result.healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().query("SELECT iata FROM airport"))
        .hasSameSizeAs(Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet());
    return device.peer().rowsSent() - before;
  }

  @Test
  void aChangedByteBringsTheRowsOfItsRangeOnly() {
    device.tamper("airport", "UPDATE %s SET c1 = 'Mame 7' WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("A7")).isLessThan(ROWS / 8);
  }

  @Test
  void soDoesARowThatIsLacking() {
    device.tamper("airport", "DELETE FROM %s WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("A7"));
  }

  @Test
  void soDoesARowTooMuch() {
    device.tamper(
        "airport",
        "INSERT INTO %1$s SELECT _gen, '[\"no\"]', _hash, c0, c1, c2, c3, c4, c5 FROM %1$s"
            + " WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("no"));
  }

  @Test
  void soDoesAWrongHash() {
    device.tamper("airport", "UPDATE %s SET _hash = _hash + 1 WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("A7"));
  }

  @Test
  void aWrongKeyBringsTheRangesOfBoth() {
    device.tamper("airport", "UPDATE %s SET _key = '[\"no\"]' WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("A7", "no"));
  }

  @Test
  void aValueOfAnotherClassIsDamageLikeAnyOther() {
    device.tamper("airport", "UPDATE %s SET c1 = x'00' WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(compared.rowsInRangesOf("A7"));
  }

  @Test
  void whatChangedOnTheServerComesWithIt() {
    device.tamper("airport", "DELETE FROM %s WHERE _key < '[\"A2\"]'");
    device.peer().airport("AK", "A8", "New");
    device.peer().airport("AK", "A9", null);
    device.peer().airport("AK", "B1", "Newer");

    heal();

    assertThat(device.holdfast().query("SELECT name FROM airport WHERE iata = 'A8'"))
        .containsExactly(Map.of("name", "New"));
  }

  @Test
  void workGoesOnWhileAPatchOfTheWholeBucketComes() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    device.tamper("airport", "UPDATE %s SET c1 = c1 || 'x'");
    AtomicInteger performed = new AtomicInteger();
    ExecutorService user = Executors.newSingleThreadExecutor();
    device
        .peer()
        .faults()
        .whileReading(
            () ->
                get(
                    user.submit(
                        () -> {
                          Map<String, Long> fields =
                              Map.of("defects", (long) performed.incrementAndGet());
                          return device.holdfast().perform(id, "record", fields);
                        })));
    try {
      assertThat(heal()).isEqualTo(ROWS);
    } finally {
      device.peer().faults().whileReading(() -> {});
      user.shutdownNow();
    }

    assertThat(performed.get()).isGreaterThan(10);
    assertThat(device.holdfast().pending()).hasSize(performed.get());
  }

  private static Object get(Future<?> done) {
    try {
      return Objects.requireNonNull(done.get(10, TimeUnit.SECONDS));
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBucketOfWhichHalfDiffersComesInSegmentsWhichAreNotSentTwice() {
    device.peer().segments().ofRows(50);
    device.tamper("airport", "UPDATE %s SET c1 = c1 || 'x' WHERE abs(_hash) %% 3 = 0");
    assertThat(device.holdfast().verify().match()).isFalse();
    long before = device.peer().rowsSent();
    device.peer().faults().afterSegments(5);
    device.peer().faults().cutSegmentAndGoAt(100);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(true);
    SyncResult result = device.holdfast().sync();

    assertThat(result.healed()).containsExactly(BUCKET);
    assertThat(device.peer().rowsSent()).as("lines").isEqualTo(before);
    assertThat(device.peer().segments().bytesSent()).isEqualTo(device.peer().segments().bytes());
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.leftOver()).isZero();
  }

  @Test
  void aRowThatChangedInARangeThatHadComeComesAgain() {
    device.tamper("airport", "UPDATE %s SET c1 = c1 || 'x'");
    assertThat(device.holdfast().verify().match()).isFalse();
    device.peer().faults().cutStreamAndGoAt(60_000);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(true);
    for (int i = 0; i < ROWS; i += 10) {
      device.peer().airport("AK", "A" + i, i % 20 == 0 ? null : "New");
    }

    device.holdfast().sync();

    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().query("SELECT iata FROM airport WHERE name = 'New'")).hasSize(50);
    assertThat(device.holdfast().query("SELECT iata FROM airport")).hasSize(ROWS - 50);
  }
}
