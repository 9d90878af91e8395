package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTest {
  private final Device device = Device.alice(1);

  @AfterEach
  void close() {
    device.close();
  }

  private Holdfast holdfast() {
    return device.holdfast();
  }

  private UUID plannedCase() {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID id = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    return id;
  }

  private CaseView shown(UUID id) {
    return holdfast().show(id).orElseThrow();
  }

  @Test
  void firstSyncIsFullAndShowsRowsAndCases() {
    UUID id = plannedCase();

    assertThat(holdfast().query("SELECT iata, name, latitude FROM airport"))
        .containsExactly(Map.of("iata", "ANC", "name", "Anchorage", "latitude", 61.17432028));
    assertThat(shown(id).stage()).isEqualTo("planned");
    assertThat(shown(id).fields()).isEqualTo(Map.of("site", "ANC"));
    assertThat(holdfast().cases()).hasSize(1);
    assertThat(holdfast().verify().match()).isTrue();
    assertThat(device.peer().reports()).singleElement().matches(r -> r.kind().equals("full"));
  }

  @Test
  void nothingNewIsToldAsNone() {
    plannedCase();

    SyncResult result = holdfast().sync();

    assertThat(result.kind()).isEqualTo(SyncResult.Kind.NONE);
    assertThat(result.down().rows()).isZero();
  }

  @Test
  void deltaBringsWhatChangedAndNoMore() {
    plannedCase();
    device.peer().airport("AK", "FAI", "Fairbanks");
    device.peer().airport("AK", "ANC", null);

    SyncResult result = holdfast().sync();

    assertThat(result.kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThat(result.down().rows()).isEqualTo(2);
    assertThat(holdfast().query("SELECT iata FROM airport")).containsExactly(Map.of("iata", "FAI"));
    assertThat(holdfast().verify().match()).isTrue();
  }

  @Test
  void actionsTakeEffectWithoutAServerAndGoUpLater() {
    UUID id = plannedCase();
    device.peer().reachable(false);

    holdfast().perform(id, "arrive", Map.of());
    holdfast().perform(id, "record", Map.of("condition", "good", "defects", 3L));

    assertThat(shown(id).stage()).isEqualTo("on-site");
    assertThat(shown(id).pending()).isEqualTo(2);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(holdfast().pending()).hasSize(2);

    device.peer().reachable(true);
    SyncResult result = holdfast().sync();

    assertThat(result.up()).isEqualTo(new SyncResult.Up(2, 2, 0, 0));
    assertThat(result.pending()).isZero();
    assertThat(holdfast().pending()).isEmpty();
    assertThat(shown(id).version()).isEqualTo(3);
    assertThat(shown(id).fields()).containsEntry("defects", 3L);
  }

  @Test
  void theRulesRefuseOnTheDeviceWithTheServersMessageAndNothingIsQueued() {
    UUID id = plannedCase();
    holdfast().perform(id, "arrive", Map.of());

    assertThatThrownBy(() -> holdfast().perform(id, "submit", Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Give the condition first");
    assertThat(holdfast().pending()).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgainAndTheActionTakesEffectOnce() {
    UUID id = plannedCase();
    holdfast().perform(id, "arrive", Map.of());
    device.peer().faults().loseAnswer();

    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(holdfast().pending())
        .singleElement()
        .extracting(PendingAction::status)
        .isEqualTo(ActionStatus.SENDING);
    holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(holdfast().pending()).isEmpty();
    assertThat(shown(id).version()).isEqualTo(2);
  }

  @Test
  void anActionThatCanNotBeJudgedNowGoesAgainAndHoldsUpNothingButItsCase() {
    UUID locked = plannedCase();
    UUID free = plannedCase();
    holdfast().perform(locked, "arrive", Map.of());
    holdfast().perform(free, "arrive", Map.of());
    for (int i = 1; i < ActionBatch.MAX_ACTIONS; i++) {
      holdfast().perform(free, "record", Map.of("defects", (long) i));
    }
    holdfast().perform(locked, "record", Map.of("condition", "good")); // in the second batch
    device.peer().intake().locked(locked, true);

    SyncResult result = holdfast().sync();

    int sent = ActionBatch.MAX_ACTIONS;
    assertThat(result.up()).isEqualTo(new SyncResult.Up(sent, sent, 0, 0));
    assertThat(result.pending()).isEqualTo(2);
    assertThat(holdfast().pending())
        .extracting(PendingAction::name, PendingAction::status)
        .containsExactly(
            tuple("arrive", ActionStatus.SENDING), tuple("record", ActionStatus.PENDING));
    assertThat(shown(locked).stage()).isEqualTo("on-site");

    device.peer().intake().locked(locked, false);
    assertThat(holdfast().sync().up()).isEqualTo(new SyncResult.Up(2, 2, 0, 0));
    assertThat(holdfast().pending()).isEmpty();
    assertThat(shown(locked).version()).isEqualTo(3);
  }

  @Test
  void anActionOnACaseThatWasCompletedElsewhereIsParkedAndItsDeviceSaysSo() {
    UUID id = plannedCase();
    holdfast().perform(id, "arrive", Map.of());
    device.peer().complete(id);

    SyncResult result = holdfast().sync();

    assertThat(result.up().parked()).isEqualTo(1);
    PendingAction parked = holdfast().pending().get(0);
    assertThat(parked.status()).isEqualTo(ActionStatus.PARKED);
    assertThat(parked.reason()).isEqualTo(ParkReason.ALREADY_COMPLETED);
    assertThat(parked.messages()).isNotEmpty();
    assertThat(shown(id).stage()).isEqualTo("closed");
    assertThat(holdfast().outcomes())
        .singleElement()
        .extracting(ActionOutcome::outcome)
        .isEqualTo(Outcome.PARKED);
  }

  @Test
  void aDecisionInTheWorkbasketReachesTheDevice() {
    UUID id = plannedCase();
    UUID action = holdfast().perform(id, "arrive", Map.of()).action();
    device.peer().complete(id);
    holdfast().sync();
    ActionOutcome parked = device.peer().judged().get(0);

    device
        .peer()
        .resolve(
            new ActionOutcome(
                action,
                id,
                Outcome.DISCARDED,
                parked.reason(),
                List.of("Done already by Bob"),
                parked.issue(),
                0));
    holdfast().sync();

    PendingAction refused = holdfast().pending().get(0);
    assertThat(refused.status()).isEqualTo(ActionStatus.REFUSED);
    assertThat(refused.messages()).containsExactly("Done already by Bob");
    holdfast().cancel(action, false);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  void changesOfOthersAndPendingOnesAreShownTogether() {
    UUID id = plannedCase();
    holdfast().perform(id, "arrive", Map.of());
    holdfast().sync();
    device.peer().reachable(false);
    holdfast().perform(id, "record", Map.of("condition", "poor"));
    device.peer().reachable(true);
    device.peer().elsewhere(id, "defects", 4L);

    SyncResult result = holdfast().sync();

    assertThat(result.up().merged()).isEqualTo(1);
    assertThat(shown(id).fields()).containsEntry("condition", "poor").containsEntry("defects", 4L);
  }

  @Test
  void aResyncOrderBringsEverythingWholeAndIsReported() {
    UUID id = plannedCase();
    UUID action = holdfast().perform(id, "arrive", Map.of()).action();
    UUID order = device.peer().orderResync();

    SyncResult result = holdfast().sync();

    assertThat(result.kind()).isEqualTo(SyncResult.Kind.FULL);
    assertThat(device.peer().ordered()).isFalse();
    assertThat(device.peer().reports()).last().matches(r -> order.equals(r.order()));
    assertThat(device.peer().judged()).singleElement().matches(o -> o.action().equals(action));
    assertThat(holdfast().verify().match()).isTrue();
  }

  @Test
  void rowsLeaveWithTheirBucketAndComeWithIt() {
    plannedCase();
    device.peer().airport("HI", "HNL", "Honolulu");
    device.peer().states("HI");
    holdfast().sync();

    assertThat(holdfast().query("SELECT iata FROM airport")).containsExactly(Map.of("iata", "HNL"));
    assertThat(holdfast().cases()).as("still assigned to her").hasSize(1);
  }

  @Test
  void aNewPackageVersionComesWithTheNextSyncAndPendingActionsStay() {
    UUID id = plannedCase();
    device.peer().reachable(false);
    UUID action = holdfast().perform(id, "arrive", Map.of()).action();
    device.peer().reachable(true);
    device
        .peer()
        .deploy(
            dev.holdfast.device.peer.Peer.demo()
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace(
                    "[iata, name, city, state, latitude, longitude]",
                    "[iata, name, city, state, longitude, latitude]"));

    holdfast().sync();

    assertThat(holdfast().status().packages()).isEqualTo(Map.of("airfield-inspection", "1.1.0"));
    assertThat(device.peer().judged()).singleElement().matches(o -> o.action().equals(action));
    assertThat(holdfast().query("SELECT longitude FROM airport"))
        .containsExactly(Map.of("longitude", 61.17432028));
  }

  @Test
  void aRevokedDeviceSaysSoAndKeepsItsQueue() {
    UUID id = plannedCase();
    holdfast().perform(id, "arrive", Map.of());
    device.peer().refuse("device-revoked");

    assertThatThrownBy(holdfast()::sync)
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("revoked");
    assertThat(holdfast().pending()).hasSize(1);
  }

  @Test
  void cancelTakesAnActionBackWithItsEffect() {
    UUID id = plannedCase();
    UUID arrive = holdfast().perform(id, "arrive", Map.of()).action();
    UUID record = holdfast().perform(id, "record", Map.of("condition", "good")).action();

    assertThatThrownBy(() -> holdfast().cancel(arrive, false))
        .hasMessageContaining(record.toString());
    assertThat(holdfast().cancel(arrive, true)).containsExactly(arrive, record);
    assertThat(shown(id).stage()).isEqualTo("planned");
    assertThat(shown(id).fields()).doesNotContainKey("condition");
  }

  @Test
  void onlyQueriesAreRunAndInternalTablesStayHidden() {
    plannedCase();
    for (String sql :
        List.of(
            "DELETE FROM airport",
            "ATTACH 'x' AS x",
            "PRAGMA query_only = 0",
            "WITH x AS (SELECT 1) DELETE FROM \"hf_action\"",
            "SELECT * FROM hf_setting",
            "SELECT '--', * FROM hf_setting",
            "/* */ SELECT * FROM\n\"HF_setting\"",
            "SELECT nonsense FROM airport")) {
      assertThatThrownBy(() -> holdfast().query(sql)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(holdfast().query("SELECT stage, site FROM inspection"))
        .containsExactly(Map.of("stage", "planned", "site", "ANC"));
  }
}
