package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.Outcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage in the store, and servers that lost something: only what differs comes again. */
class HealTest {
  private static final String BUCKET = "airfield-inspection/airport[state=AK]";
  private static final int ROWS = 1000;
  private static final int BITS = 4;

  private final Device device = Device.alice(11);

  HealTest() {
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name " + i);
    }
    device.peer().planned("AK", "A1", "alice");
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private long rowsInRangesOf(String... iatas) {
    Set<Integer> ranges = new HashSet<>();
    for (String iata : iatas) {
      ranges.add(KeyRanges.of("[\"" + iata + "\"]", BITS));
    }
    return Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet().stream()
        .filter(key -> ranges.contains(KeyRanges.of(key, BITS)))
        .count();
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

    assertThat(heal()).isEqualTo(rowsInRangesOf("A7")).isLessThan(ROWS / 8);
  }

  @Test
  void soDoesARowThatIsLacking() {
    device.tamper("airport", "DELETE FROM %s WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(rowsInRangesOf("A7"));
  }

  @Test
  void soDoesARowTooMuch() {
    device.tamper(
        "airport",
        "INSERT INTO %1$s SELECT _gen, '[\"no\"]', _hash, c0, c1, c2, c3, c4, c5 FROM %1$s"
            + " WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(rowsInRangesOf("no"));
  }

  @Test
  void soDoesAWrongHash() {
    device.tamper("airport", "UPDATE %s SET _hash = _hash + 1 WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(rowsInRangesOf("A7"));
  }

  @Test
  void aWrongKeyBringsTheRangesOfBoth() {
    device.tamper("airport", "UPDATE %s SET _key = '[\"no\"]' WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(rowsInRangesOf("A7", "no"));
  }

  @Test
  void aValueOfAnotherClassIsDamageLikeAnyOther() {
    device.tamper("airport", "UPDATE %s SET c1 = x'00' WHERE _key = '[\"A7\"]'");

    assertThat(heal()).isEqualTo(rowsInRangesOf("A7"));
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

  @Test
  void aRestoredServerThatLostNothingSendsNothing() {
    device.peer().backup().run();
    long before = device.peer().rowsSent();

    SyncResult result = device.holdfast().sync();

    assertThat(device.peer().rowsSent()).isEqualTo(before);
    assertThat(result.healed()).isEmpty();
    assertThat(result.kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);
  }

  @Test
  void aRestoredServerSendsWhatItKnowsOtherwise() {
    Runnable restore = device.peer().backup();
    device.peer().airport("AK", "A7", "Lost");
    device.peer().airport("AK", "A8", null);
    device.peer().airport("AK", "no", "Lost");
    device.holdfast().sync();
    restore.run();
    long before = device.peer().rowsSent();

    SyncResult result = device.holdfast().sync();

    assertThat(device.peer().rowsSent() - before).isEqualTo(rowsInRangesOf("A7", "A8", "no"));
    assertThat(result.healed()).as("nothing was damaged").isEmpty();
    assertThat(device.holdfast().query("SELECT name FROM airport WHERE iata = 'A7'"))
        .containsExactly(Map.of("name", "Name 7"));
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void whatTheRestoredServerLostOfTheDevicesActionsIsOfferedAgain() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(device.holdfast().pending()).isEmpty();
    restore.run();
    assertThat(device.peer().judged()).isEmpty();

    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    device.holdfast().sync();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isNotEqualTo("planned");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  void aLostCaseThatIsMadeAgainIsShownBeforeItsRowComes(@TempDir Path directory) {
    User planner = new User("alice", Set.of("supervisor"), Map.of("states", List.of("AK")));
    try (Device own = new Device(directory, 11, planner)) {
      own.peer().airport("AK", "A3", "Name 3");
      own.holdfast().sync();
      Runnable restore = own.peer().backup();
      UUID id = own.holdfast().create("inspection", Map.of("site", "A3")).caseId();
      own.holdfast().sync();
      own.holdfast().sync();
      assertThat(own.holdfast().pending()).isEmpty();
      restore.run();

      own.holdfast().sync();

      assertThat(own.peer().judged()).hasSize(1);
      assertThat(own.holdfast().show(id)).as("made again; its row is to come").isPresent();
      own.holdfast().sync();
      assertThat(own.holdfast().show(id)).as("its row has come").isPresent();
      assertThat(own.holdfast().pending()).isEmpty();
    }
  }

  @Test
  void whatWasParkedThereIsJudgedAnew() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.peer().complete(id);
    device.holdfast().perform(id, "arrive", Map.of());
    assertThat(device.holdfast().sync().up().parked()).isEqualTo(1);
    restore.run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isEqualTo("on-site");
  }

  @Test
  void whatItHadTakenIsOfferedAgainAlsoIfItsEffectNeverCame() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.holdfast().perform(id, "arrive", Map.of());
    device.peer().faults().cutStreamAndGoAt(1);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(device.peer().judged()).hasSize(1);
    device.peer().reachable(true);
    restore.run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isEqualTo("on-site");
  }

  @Test
  void whatIsOfferedAgainIsNotPerformedOnWhatOthersDidSince() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("condition", "good"));
    device.holdfast().sync();
    device.holdfast().sync();
    device.peer().elsewhere(id, "condition", "poor");
    device.holdfast().sync();
    device.peer().backup().run();
    device.peer().faults().loseAnswer();

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);

    assertThat(condition(id)).as("the answer is lost").isEqualTo("poor");
    SyncResult result = device.holdfast().sync();
    assertThat(result.up()).as("nothing that was not known").isEqualTo(SyncResult.Up.NOTHING);
    assertThat(condition(id)).isEqualTo("poor");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  /** A case at a version that the server loses and makes again of something else. */
  private UUID performedOnALostVersion() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.peer().elsewhere(id, "condition", "good");
    device.holdfast().sync();
    device.holdfast().perform(id, "record", Map.of("condition", "fair"));
    restore.run();
    device.peer().elsewhere(id, "condition", "poor");
    return id;
  }

  private Outcome lastOutcome() {
    return device.peer().judged().get(device.peer().judged().size() - 1).outcome();
  }

  @Test
  void anActionOnALostVersionIsNotTakenForOneOnAnotherOfTheSameNumber() {
    UUID id = performedOnALostVersion();

    device.holdfast().sync();

    assertThat(lastOutcome()).isEqualTo(Outcome.MERGED);
    device.holdfast().sync();
    assertThat(condition(id)).isEqualTo("fair");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  void anActionThatWaitsFromBeforeThereWereMarksIsSentAsItIs() {
    performedOnALostVersion();
    device.tamper(
        "airport", "UPDATE hf_action SET submission = json_remove(submission, '$.baseMark')");

    device.holdfast().sync();

    assertThat(lastOutcome()).isEqualTo(Outcome.APPLIED);
    assertThat(device.holdfast().pending()).isEmpty();
  }

  private @Nullable Object condition(UUID id) {
    return device.holdfast().show(id).orElseThrow().fields().get("condition");
  }

  @Test
  void whatTheRestoredServerDidNotLoseHasItsFirstOutcome() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    long version = device.holdfast().show(id).orElseThrow().version();
    device.peer().backup().run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().show(id).orElseThrow().version()).isEqualTo(version);
    assertThat(device.holdfast().pending()).isEmpty();
  }
}
