package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that keeps in sync by a policy")
class KeepInSyncTest extends TurnedTime {
  @Test
  @DisplayName("says until when it waits")
  void states() throws Exception {
    run(2);
    assertThat(states)
        .containsExactly(new SyncState.Waiting(BEGINNING.plus(PAUSE), SyncState.Reason.SCHEDULE));
  }

  @Test
  @DisplayName("says that the server is away, and until when it lets it be")
  void statesAway() throws Exception {
    away = true;

    run(3);

    assertThat(states.get(0))
        .isInstanceOfSatisfying(
            SyncState.Away.class,
            state -> {
              assertThat(state.until()).isBetween(BEGINNING, BEGINNING.plusSeconds(2));
              assertThat(state.reason()).isEqualTo(UnreachableException.Reason.NETWORK);
              assertThat(state.message()).isEqualTo("away");
            });
  }

  @Test
  @DisplayName("lets the server be as long as that asks, and a little longer")
  void asked() throws Exception {
    away = true;
    retryAfter = Duration.ofMinutes(10);

    run(3);

    assertThat(states.get(0))
        .isInstanceOfSatisfying(
            SyncState.Away.class,
            state ->
                assertThat(state.until())
                    .isBetween(BEGINNING.plusSeconds(600), BEGINNING.plusSeconds(602)));
  }

  @Test
  @DisplayName("says that it waits for a person where the policy wants that")
  void statesByHand() throws Exception {
    obey(PolicyValues.NONE.withReceive(ReceiveMode.MANUAL).withSend(SendMode.MANUAL));
    syncedByHandAfter = Duration.ofHours(1);

    run(1);

    assertThat(states).contains(new SyncState.Waiting(null, SyncState.Reason.BY_HAND));
  }

  @Test
  @DisplayName("comes when it is rung, and at its pause, and listens")
  void standard() throws Exception {
    ringsAfter.add(Duration.ofSeconds(70));

    assertThat(run(4))
        .containsExactly("0 receives fresh", "60 receives", "70 receives fresh", "130 receives");
    assertThat(listening).isTrue();
  }

  @Test
  @DisplayName("comes once at the end of the least time for all rings before it")
  void deferred() throws Exception {
    obey(PolicyValues.NONE.withReceivePause(Duration.ofMinutes(10)));
    ringsAfter.addAll(
        List.of(Duration.ofSeconds(5), Duration.ofSeconds(90), Duration.ofSeconds(599)));

    assertThat(run(2)).containsExactly("0 receives fresh", "600 receives fresh");
  }

  @Test
  @DisplayName("sends alone where receiving is a person's, and does not listen")
  void sendsOnly() throws Exception {
    obey(PolicyValues.NONE.withReceive(ReceiveMode.MANUAL));
    ringsAfter.add(Duration.ofSeconds(5));
    waiting = 2;

    assertThat(run(1)).containsExactly("0 sends fresh");
    assertThat(listening).isFalse();
  }

  @Test
  @DisplayName("obeys a policy that it receives from then on")
  void changed() throws Exception {
    obey(PolicyValues.NONE.withReceiveInterval(Duration.ofMinutes(30)));

    assertThat(run(2)).containsExactly("0 receives fresh", "1800 receives");
  }

  @Test
  @DisplayName("obeys at once what it is told when its user syncs by hand")
  void told() throws Exception {
    obey(PolicyValues.NONE.withReceive(ReceiveMode.LAUNCH));
    syncedByHandAfter = Duration.ofSeconds(10);
    ringsAfter.add(Duration.ofSeconds(30));

    assertThat(run(2)).containsExactly("0 receives fresh", "30 receives fresh");
    assertThat(listening).isTrue();
  }

  @Test
  @DisplayName("tries again after a pause that grows while the server is away, and is due still")
  void away() throws Exception {
    obey(PolicyValues.NONE.withReceive(ReceiveMode.LAUNCH));
    away = true;

    List<String> tried = run(3);

    assertThat(tried).hasSize(3);
    assertThat(tried.get(0)).isEqualTo("0 receives fresh in vain");
    assertThat(tried.get(2)).endsWith(" receives fresh");
  }

  @Test
  @DisplayName("is not made to try sooner by rings while the server is away, and hears them")
  void ringsWhileAway() throws Exception {
    away = true;
    for (int i = 1; i < 10; i++) {
      ringsAfter.add(Duration.ofMillis(100L * i));
    }

    List<String> tried = run(3);

    assertThat(tried.get(1)).doesNotStartWith("0 ").endsWith(" receives fresh in vain");
    assertThat(ringsAfter).isEmpty();
  }

  @Test
  @DisplayName("tries again later while another process syncs the store")
  void busy() throws Exception {
    busy = 2;

    List<String> tried = run(3);

    assertThat(tried).hasSize(3);
    assertThat(tried.get(1)).doesNotStartWith("0 ");
    assertThat(told).as("nobody is away").isZero();
  }

  @Test
  @DisplayName("ends when the store can't be worked with any more")
  void damaged() {
    StoreException damaged = new StoreException(StoreException.Reason.DAMAGED, "damaged", null);
    fails = damaged;

    assertThatThrownBy(() -> run(1)).isSameAs(damaged);
  }

  @Test
  @DisplayName("obeys within a minute what another process was told, and listens")
  void toldElsewhere() throws Exception {
    obey(PolicyValues.NONE.withReceive(ReceiveMode.LAUNCH).withSend(SendMode.MANUAL));
    toldElsewhereAfter = Duration.ofSeconds(630);

    assertThat(run(2)).containsExactly("0 receives fresh", "660 receives");
    assertThat(listening).isTrue();
  }

  @Test
  @DisplayName("tries nothing while there is no connection, and comes at once when there is one")
  void offline() throws Exception {
    connection = ConnectionKind.NONE;
    connectedAfter.put(Duration.ofSeconds(200), ConnectionKind.METERED);

    assertThat(run(2)).containsExactly("200 receives fresh", "260 receives");
    assertThat(states).contains(new SyncState.Waiting(null, SyncState.Reason.OFFLINE));
    assertThat(told).as("nobody was away").isZero();
    assertThat(listening).isTrue();
  }

  @Test
  @DisplayName("receives what it has put off as soon as the connection is not metered, once")
  void putOff() throws Exception {
    obey(
        PolicyValues.NONE
            .withMetered(MeteredMode.CHANGES)
            .withReceivePause(Duration.ofMinutes(30)));
    connection = ConnectionKind.METERED;
    connectedAfter.put(Duration.ofSeconds(70), ConnectionKind.UNMETERED);

    assertThat(run(3)).containsExactly("0 receives fresh", "70 receives", "1870 receives");
  }

  @Test
  @DisplayName("sends only by a metered connection, where that is the policy, and does not listen")
  void sendsByMetered() throws Exception {
    obey(PolicyValues.NONE.withMetered(MeteredMode.SEND));
    connection = ConnectionKind.METERED;
    waiting = 1;
    connectedAfter.put(Duration.ofSeconds(30), ConnectionKind.UNMETERED);

    assertThat(run(1)).containsExactly("0 sends fresh");
    assertThat(listening).isFalse();
    Thread.interrupted();
    assertThat(run(2)).endsWith("30 receives fresh");
  }

  @Test
  @DisplayName("says that it waits for another connection where the policy allows nothing")
  void waitsForAnother() throws Exception {
    obey(PolicyValues.NONE.withMetered(MeteredMode.NOTHING));
    connection = ConnectionKind.METERED;
    connectedAfter.put(Duration.ofSeconds(30), ConnectionKind.UNMETERED);

    assertThat(run(1)).containsExactly("30 receives fresh");
    assertThat(states).contains(new SyncState.Waiting(null, SyncState.Reason.METERED));
  }

  @Test
  @DisplayName("does not wait for a server any more that was away by another connection")
  void awayByAnother() throws Exception {
    away = true;
    connectedAfter.put(Duration.ofMillis(100), ConnectionKind.UNMETERED);

    List<String> tried = run(3);

    assertThat(tried.subList(0, 2))
        .containsExactly("0 receives fresh in vain", "0 receives fresh in vain");
  }

  @Test
  @DisplayName("goes by what it has waited where the clock stands")
  void clockStands() throws Exception {
    clockStands = true;

    assertThat(run(3)).containsExactly("0 receives fresh", "0 receives", "0 receives");
  }

  @Test
  @DisplayName("sends what the server can't judge at its pace where it may not receive")
  void sendsInVainByMetered() throws Exception {
    obey(PolicyValues.NONE.withMetered(MeteredMode.SEND));
    connection = ConnectionKind.METERED;
    waiting = 1;
    stays = true;

    assertThat(run(3)).containsExactly("0 sends fresh", "60 sends fresh", "120 sends fresh");
    assertThat(states)
        .contains(new SyncState.Waiting(BEGINNING.plus(PAUSE), SyncState.Reason.SCHEDULE));
  }

  @Test
  @DisplayName("goes on with what it has put off, however it receives, but where a person does")
  void putOffByMode() throws Exception {
    for (ReceiveMode mode : ReceiveMode.values()) {
      KeepInSyncTest device = new KeepInSyncTest();
      device.obey(PolicyValues.NONE.withMetered(MeteredMode.CHANGES).withReceive(mode));
      device.connection = ConnectionKind.METERED;
      device.connectedAfter.put(Duration.ofSeconds(30), ConnectionKind.UNMETERED);
      if (mode == ReceiveMode.MANUAL) {
        device.putOff = true;
        device.syncedByHandAfter = Duration.ofSeconds(50);
        assertThat(device.run(1)).as(mode.code()).containsExactly("50 receives fresh");
      } else {
        assertThat(device.run(2))
            .as(mode.code())
            .containsExactly("0 receives fresh", "30 receives");
      }
    }
  }
}
