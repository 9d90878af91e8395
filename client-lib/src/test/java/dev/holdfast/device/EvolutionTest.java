package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A version that calls things otherwise comes, and goes again, while actions wait on the device.
 */
class EvolutionTest {
  private final Device device = Device.alice(11);
  private UUID id = new UUID(0, 0);

  @AfterEach
  void close() {
    device.close();
  }

  @BeforeEach
  void arrive() {
    device.peer().airport("AK", "ANC", "Anchorage");
    id = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    holdfast().perform(id, "arrive", Map.of());
  }

  private Holdfast holdfast() {
    return device.holdfast();
  }

  private CaseView shown() {
    return holdfast().show(id).orElseThrow();
  }

  private @Nullable String version() {
    return holdfast().status().packages().get("airfield-inspection");
  }

  private List<String> pending() {
    return holdfast().pending().stream().map(PendingAction::name).toList();
  }

  /** A sync that brings what there is while the server can't judge what waits. */
  private void syncWithoutJudging() {
    device.peer().intake().locked(id, true);
    holdfast().sync();
    device.peer().intake().locked(id, false);
  }

  private void record() {
    holdfast().perform(id, "record", Map.of("condition", "fair", "findings", "ice"));
  }

  @Test
  void whatWaitsIsShownAndReplayedInTheWordsOfTheNewVersion() {
    record();
    device.peer().deploy(Peer.evolved());

    syncWithoutJudging();

    assertThat(version()).isEqualTo("2.0.0");
    assertThat(pending()).containsExactly("arrive", "write");
    PendingAction write = holdfast().pending().get(1);
    assertThat(write.fields()).isEqualTo(Map.of("surface", "good", "notes", "ice"));
    assertThat(write.packageVersion()).isEqualTo("1.0.0");
    assertThat(shown().stage()).isEqualTo("visiting");
    assertThat(shown().fields()).containsEntry("surface", "good").containsEntry("notes", "ice");
    assertThat(holdfast().query("SELECT stage, surface, notes, urgency FROM inspection"))
        .containsExactly(
            Map.of("stage", "visiting", "surface", "good", "notes", "ice", "urgency", "low"));

    holdfast().perform(id, "write", Map.of("urgency", "high"));
    holdfast().sync();

    assertThat(holdfast().pending()).isEmpty();
    assertThat(device.peer().judged())
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED);
    assertThat(shown().fields())
        .containsEntry("surface", "good")
        .containsEntry("notes", "ice")
        .containsEntry("urgency", "high");
    assertThat(holdfast().verify().match()).isTrue();
  }

  @Test
  void whatTheServerMayKnowIsSentAgainAsItWas() {
    record();
    device.peer().faults().loseAnswer();
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().deploy(Peer.evolved());

    holdfast().sync();

    assertThat(device.peer().judged()).hasSize(2);
    assertThat(holdfast().pending()).isEmpty();
    assertThat(shown().fields()).containsEntry("surface", "good").containsEntry("notes", "ice");
  }

  @Test
  void whatTheNewVersionHasNoWordForHasNoEffectAndIsParkedWithWhatStoodInTheWay() {
    holdfast().perform(id, "record", Map.of("condition", "good"));
    UUID submit = holdfast().perform(id, "submit", Map.of()).action();
    device.peer().deploy(Peer.evolved());

    syncWithoutJudging();

    assertThat(pending()).containsExactly("arrive", "write", "submit");
    assertThat(shown().stage()).as("submitted, it was in review").isEqualTo("visiting");

    holdfast().sync();

    PendingAction parked = holdfast().pending().get(0);
    assertThat(parked.action()).isEqualTo(submit);
    assertThat(parked.status()).isEqualTo(ActionStatus.PARKED);
    assertThat(parked.reason()).isEqualTo(ParkReason.OLD_LOGIC);
    assertThat(parked.messages()).singleElement().asString().contains("'submit'", "2.0.0");
    assertThatThrownBy(() -> holdfast().retry(submit, Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'submit'");
    holdfast().cancel(submit, false);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  void theEarlierVersionThatComesBackUnderstandsWhatTheLaterOneMade() {
    device.peer().deploy(Peer.evolved());
    holdfast().sync();
    holdfast().perform(id, "write", Map.of("surface", "poor", "notes", "ice"));
    UUID high = holdfast().perform(id, "write", Map.of("urgency", "high")).action();
    device.peer().deploy(Peer.demo());

    syncWithoutJudging();
    device.kill();

    assertThat(version()).isEqualTo("1.0.0");
    PendingAction record = holdfast().pending().get(0);
    assertThat(record.name()).isEqualTo("record");
    assertThat(record.fields()).isEqualTo(Map.of("condition", "poor", "findings", "ice"));
    assertThat(record.packageVersion()).isEqualTo("2.0.0");
    assertThat(shown().stage()).isEqualTo("on-site");
    assertThat(shown().fields())
        .containsEntry("condition", "poor")
        .containsEntry("findings", "ice")
        .doesNotContainEntry("urgency", "high");

    holdfast().sync();

    assertThat(holdfast().pending())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.action()).isEqualTo(high);
              assertThat(parked.reason()).isEqualTo(ParkReason.OLD_LOGIC);
              assertThat(parked.messages()).singleElement().asString().contains("'urgency'");
            });
    assertThat(shown().fields())
        .containsEntry("condition", "poor")
        .containsEntry("findings", "ice");
  }

  @Test
  void thereAndBackWhatWasMadeBeforeIsAsItWas() {
    record();
    List<PendingAction> before = holdfast().pending();
    device.peer().deploy(Peer.evolved());
    syncWithoutJudging();
    device.peer().deploy(Peer.demo());

    syncWithoutJudging();

    assertThat(holdfast().pending())
        .extracting(PendingAction::name, PendingAction::fields)
        .containsExactlyElementsOf(
            before.stream().map(action -> tuple(action.name(), action.fields())).toList());
    assertThat(shown().fields())
        .containsEntry("condition", "fair")
        .containsEntry("findings", "ice");
  }

  @Test
  void killedAnywhereInTheSyncThatBringsItTheDeviceIsOfOneVersionAsAWhole() {
    record();
    device.peer().intake().locked(id, true);
    device.peer().deploy(Peer.evolved());
    int cut = 0;
    while (version().equals("1.0.0")) {
      assertThat(pending()).containsExactly("arrive", "record");
      assertThat(shown().stage()).isEqualTo("on-site");
      assertThat(shown().fields()).containsEntry("findings", "ice");
      device.peer().faults().none();
      device.peer().faults().cutStreamAndGoAt(cut);
      cut += 97;
      try {
        holdfast().sync();
      } catch (UnreachableException e) {
        device.peer().reachable(true);
      }
      device.kill();
    }

    assertThat(cut).as("it was cut").isGreaterThan(200);
    assertThat(pending()).containsExactly("arrive", "write");
    assertThat(shown().stage()).isEqualTo("visiting");
    assertThat(shown().fields()).containsEntry("notes", "ice").doesNotContainKey("findings");
  }
}
