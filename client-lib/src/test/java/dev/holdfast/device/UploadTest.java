package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.wire.ActionBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue on its way up: sizes, what is known of the server, and what is told of it. */
class UploadTest {
  private static final int LONG = 3900;

  private final Device device = Device.alice(3);
  private UUID inspection = new UUID(0, 0);

  @AfterEach
  void close() {
    device.close();
  }

  @BeforeEach
  void arrive() {
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    holdfast().perform(inspection, "arrive", Map.of());
  }

  private Holdfast holdfast() {
    return device.holdfast();
  }

  private UUID record(String findings) {
    return holdfast().perform(inspection, "record", Map.of("findings", findings)).action();
  }

  private List<ActionStatus> statuses() {
    return holdfast().pending().stream().map(PendingAction::status).toList();
  }

  @Test
  void batchesFitTheServersLimitInBytesWhateverTheLanguage() {
    IntStream.range(0, 60).forEach(i -> record(i + "滑".repeat(LONG)));

    SyncResult result = holdfast().sync();

    assertThat(result.up().sent()).isEqualTo(61);
    assertThat(device.peer().intake().batches())
        .hasSizeGreaterThan(1)
        .allMatch(bytes -> bytes <= ActionBatch.MAX_BYTES);
  }

  @Test
  void aBatchThatIsTooLargeForAProxyIsHalvedUntilItPasses() {
    IntStream.range(0, 20).forEach(i -> record("short " + i));
    device.peer().faults().refuseLargerThan(3000);

    SyncResult result = holdfast().sync();

    assertThat(result.up()).isEqualTo(new SyncResult.Up(21, 21, 0, 0));
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  void anActionThatIsTooLargeAloneIsGivenBackAndTheRestGoesOn() {
    UUID tooLarge = record("x".repeat(LONG));
    holdfast().perform(inspection, "record", Map.of("condition", "good"));
    device.peer().faults().refuseLargerThan(3000);

    SyncResult result = holdfast().sync();

    assertThat(result.up().parked()).isEqualTo(1);
    PendingAction refused = holdfast().pending().get(0);
    assertThat(refused.action()).isEqualTo(tooLarge);
    assertThat(refused.status()).isEqualTo(ActionStatus.REFUSED);
    assertThat(refused.messages()).singleElement().asString().contains("too large", "Retry");
    assertThat(holdfast().show(inspection).orElseThrow().fields()).doesNotContainKey("findings");

    holdfast().retry(tooLarge, Map.of("findings", "shorter"));
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("findings", "shorter");
  }

  @Test
  void anActionThatMayHaveBeenAppliedIsNotGivenBack() {
    holdfast().sync();
    UUID stuck = record("x".repeat(LONG));
    device.peer().faults().loseAnswer();
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    record("follows");
    UUID another = device.peer().planned("AK", "ANC", "alice");
    device.peer().faults().refuseLargerThan(3000);

    assertThatThrownBy(holdfast()::sync)
        .isInstanceOf(SyncFailedException.class)
        .hasMessageContaining("too large")
        .hasMessageContaining("may have taken effect")
        .hasMessageContaining(stuck.toString());

    assertThat(statuses()).containsExactly(ActionStatus.SENDING, ActionStatus.PENDING);
    assertThat(holdfast().show(another)).as("the rest of the sync is done").isPresent();

    device.peer().faults().none();
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    assertThat(device.peer().judged()).hasSize(3);
  }

  @Test
  void anActionThatCanNotBeSentAnyMoreCanBeLetGo() {
    holdfast().sync();
    UUID stuck = record("x".repeat(LONG));
    device.peer().faults().loseAnswer();
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    holdfast().perform(inspection, "record", Map.of("condition", "good"));
    assertThatThrownBy(() -> holdfast().cancel(stuck, false))
        .as("the next sync may get the answer")
        .isInstanceOf(NotAllowedException.class);
    device.peer().faults().refuseLargerThan(3000);
    assertThatThrownBy(holdfast()::sync).hasMessageContaining("or is cancelled");

    assertThat(holdfast().cancel(stuck, false)).containsExactly(stuck);

    assertThat(holdfast().sync().pending()).isZero();
    assertThat(holdfast().pending()).isEmpty();
    holdfast().sync();
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .as("it had taken effect, and the one after it has, too")
        .containsEntry("findings", "x".repeat(LONG))
        .containsEntry("condition", "good");
  }

  @Test
  void whoKeepsInSyncGoesOnWithTheRestWhileAnActionCanNotBeSent() {
    holdfast().sync();
    record("x".repeat(LONG));
    device.peer().faults().loseAnswer();
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().faults().refuseLargerThan(3000);
    holdfast().restrict(PolicyValues.NONE.withReceive(ReceiveMode.INTERVAL));
    List<SyncResult> told = new ArrayList<>();
    List<UUID> others = new ArrayList<>();

    holdfast()
        .syncUntilInterrupted(
            Duration.ofMillis(1),
            result -> {
              told.add(result);
              others.add(device.peer().planned("AK", "ANC", "alice"));
              if (told.size() == 3) {
                Thread.currentThread().interrupt();
              }
            },
            away -> {});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).extracting(SyncResult::pending).containsExactly(1, 1, 1);
    assertThat(holdfast().show(others.get(1))).as("the rest comes").isPresent();
    assertThat(statuses()).containsExactly(ActionStatus.SENDING);
  }

  @Test
  void afterAnActionThatIsTooLargeTheRestGoesInLargeBatchesAgain() {
    record("滑".repeat(LONG));
    for (int i = 0; i < 64; i++) {
      holdfast().perform(inspection, "record", Map.of("defects", (long) i));
    }
    device.peer().faults().refuseLargerThan(2 * LONG);

    holdfast().sync();

    assertThat(holdfast().pending()).hasSize(1);
    assertThat(device.peer().intake().batches()).hasSizeLessThan(30);
  }

  @Test
  void anActionThatNoServerReadsIsRefusedWhenItIsPerformed() {
    device.peer().deploy(dev.holdfast.device.peer.Peer.demo().replace("max: 4000", "max: 400000"));
    holdfast().sync();

    assertThatThrownBy(() -> record("x".repeat(300_000)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("294 KiB")
        .hasMessageContaining("at most 255");
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  void whatWasNotSentCanStillBeTakenBack() {
    device.peer().reachable(false);

    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);

    assertThat(statuses()).containsExactly(ActionStatus.PENDING);
    holdfast().cancel(holdfast().pending().get(0).action(), false);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  void aLongQueueGoesInBatchesAndIsEmptyAfterwards() {
    IntStream.range(0, 250).forEach(i -> record("n" + i));

    SyncResult result = holdfast().sync();

    assertThat(result.up()).isEqualTo(new SyncResult.Up(251, 251, 0, 0));
    assertThat(device.peer().intake().batches()).hasSize(3);
    assertThat(holdfast().pending()).isEmpty();
    assertThat(holdfast().outcomes()).hasSize(251);
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("findings", "n249");
  }

  @Test
  void aServerThatGoesBetweenTwoBatchesHasTheOneAndTheOtherCanStillBeTakenBack() {
    IntStream.range(0, 150).forEach(i -> record("n" + i));
    try (Subscription watching = holdfast().watch(change -> device.peer().reachable(false))) {
      assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    }

    assertThat(statuses()).hasSize(51).containsOnly(ActionStatus.PENDING);
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("findings", "n149");

    device.peer().reachable(true);
    assertThat(holdfast().sync().up()).isEqualTo(new SyncResult.Up(151, 151, 0, 0));
    assertThat(device.peer().judged()).hasSize(151);
  }

  @Test
  void whatAParkedActionShowedIsTakenBackWithTheAnswerAndOtherCasesStayAsTheyWere() {
    UUID other = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    record("mine");
    holdfast().perform(other, "arrive", Map.of());
    device.peer().complete(inspection);
    device.peer().faults().cutStreamAndGoAt(10);

    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);

    assertThat(statuses()).containsExactly(ActionStatus.PARKED);
    assertThat(holdfast().show(inspection).orElseThrow().fields()).doesNotContainKey("findings");
    assertThat(holdfast().show(other).orElseThrow().stage()).isEqualTo("on-site");
  }

  @Test
  void whatMayHaveBeenSentStaysSoUntilTheAnswer() {
    device.peer().faults().loseAnswer();
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(false);
    record("later");

    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);

    assertThat(statuses()).containsExactly(ActionStatus.SENDING, ActionStatus.PENDING);
    UUID first = holdfast().pending().get(0).action();
    assertThatThrownBy(() -> holdfast().cancel(first, true))
        .isInstanceOf(NotAllowedException.class);
  }

  @Test
  void whatARefusedDeviceDidNotGetRidOfCanStillBeTakenBack() {
    device.peer().refuse("device-revoked");

    assertThatThrownBy(holdfast()::sync).hasMessageContaining("revoked");

    assertThat(statuses()).containsExactly(ActionStatus.PENDING);
  }

  @Test
  void whatWasParkedBeforeASyncWasCutIsToldByTheNextOne() {
    device.peer().complete(inspection);
    device.peer().faults().cutStreamAndGoAt(10);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(holdfast().sent()).isEqualTo(new SyncResult.Up(1, 0, 0, 1));

    device.kill();
    device.peer().reachable(true);

    assertThat(holdfast().sync().up()).isEqualTo(new SyncResult.Up(1, 0, 0, 1));
    assertThat(holdfast().sync().up()).isEqualTo(SyncResult.Up.NOTHING);
  }

  @Test
  void whoSyncsAgainAndAgainIsToldWhatWasParked() {
    device.peer().complete(inspection);
    List<SyncResult> told = new ArrayList<>();

    holdfast()
        .syncUntilInterrupted(
            Duration.ofSeconds(1),
            result -> {
              told.add(result);
              Thread.currentThread().interrupt();
            },
            away -> {});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).singleElement().extracting(r -> r.up().parked()).isEqualTo(1);
  }
}
