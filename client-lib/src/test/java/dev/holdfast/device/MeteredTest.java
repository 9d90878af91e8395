package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.PutOff.What;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device by a metered connection")
class MeteredTest {
  private final LargeTable data = new LargeTable(2);
  private final Device device = data.device;

  @AfterEach
  void end() {
    data.close();
  }

  private static SyncPolicy metered(MeteredMode mode) {
    return SyncPolicy.of(
        List.of(List.of(new Said("everyone", PolicyValues.NONE.withMetered(mode)))));
  }

  @Test
  @DisplayName("does everything where nobody says otherwise")
  void standard() {
    device.connected(ConnectionKind.METERED);

    assertThat(data.sync().putOff()).isEqualTo(PutOff.NONE);
    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
  }

  @Test
  @DisplayName("has the cases, and says of the large table that it has not been received")
  void changes() {
    data.obey(MeteredMode.CHANGES);

    SyncResult result = data.sync();

    assertThat(result.putOff()).isEqualTo(LargeTable.PUT_OFF);
    assertThat(device.holdfast().cases()).hasSize(1);
    assertThat(device.holdfast().status().notReceived()).containsExactly(LargeTable.TABLE);
    assertThatThrownBy(data::airports)
        .isInstanceOfSatisfying(
            NotReceivedException.class,
            e -> assertThat(e.tables()).containsExactly(LargeTable.TABLE));
    Select some = Select.of("SELECT iata FROM airport").evenIncomplete();
    assertThat(device.holdfast().query(some)).isEmpty();
    assertThat(device.holdfast().query("SELECT id FROM inspection")).hasSize(1);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.peer().segments().bytesSent()).isZero();
  }

  @Test
  @DisplayName("gets what changed, and a poll with nothing new is answered so")
  void deltas() {
    data.obey(MeteredMode.CHANGES);
    data.sync();
    device.peer().planned("AK", "A2", "alice");
    device.peer().airport("AK", "A3", "Other");

    assertThat(data.sync().putOff()).isEqualTo(LargeTable.PUT_OFF);
    assertThat(device.holdfast().cases()).hasSize(2);
    assertThat(data.sync().kind()).isEqualTo(SyncResult.Kind.NONE);
  }

  @Test
  @DisplayName("gets the rest by the next connection that is not metered")
  void unmetered() {
    data.obey(MeteredMode.CHANGES);
    data.sync();
    device.connected(ConnectionKind.UNMETERED);

    assertThat(data.sync().putOff()).isEqualTo(PutOff.NONE);

    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    assertThat(device.holdfast().status().notReceived()).isEmpty();
    assertThat(device.leftOver()).isZero();
  }

  @Test
  @DisplayName("gets the rest at once where its user wants it, whatever it costs")
  void anyCost() {
    data.obey(MeteredMode.NOTHING);
    data.sync();

    assertThat(device.holdfast().syncWhateverItCosts().putOff()).isEqualTo(PutOff.NONE);

    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
  }

  @Test
  @DisplayName("sends only, where that is the policy, and says so")
  void sends() {
    data.sync();
    device.peer().policy(metered(MeteredMode.SEND));
    data.sync();
    device.connected(ConnectionKind.METERED);
    device.holdfast().perform(data.visit, "arrive", Map.of());
    device.peer().airport("AK", "A3", "Other");
    int requests = device.peer().requests().size();

    SyncResult result = data.sync();

    assertThat(result.putOff()).isEqualTo(new PutOff(What.RECEIVING, List.of()));
    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(device.peer().requests()).hasSize(requests);
    assertThat(device.holdfast().policy().source(PolicyField.METERED)).isEqualTo("everyone");
  }

  @Test
  @DisplayName("does nothing, where that is the policy, and says so")
  void nothing() {
    data.sync();
    data.obey(MeteredMode.NOTHING);
    device.holdfast().perform(data.visit, "arrive", Map.of());

    SyncResult result = data.sync();

    assertThat(result.putOff()).isEqualTo(new PutOff(What.EVERYTHING, List.of()));
    assertThat(result.traffic()).isEqualTo(Bytes.NOTHING);
    assertThat(result.pending()).isEqualTo(1);
  }

  @Test
  @DisplayName("tries nothing where there is no connection, unless its user insists")
  void none() {
    device.connected(ConnectionKind.NONE);

    assertThatThrownBy(data::sync)
        .isInstanceOfSatisfying(
            UnreachableException.class,
            e -> assertThat(e.reason()).isEqualTo(UnreachableException.Reason.OFFLINE));
    assertThat(device.peer().requests()).isEmpty();

    device.holdfast().syncWhateverItCosts();
    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
  }

  @Test
  @DisplayName("may be told less by its application, not more")
  void downwardsOnly() {
    device.peer().policy(metered(MeteredMode.SEND));
    data.sync();
    data.obey(MeteredMode.EVERYTHING);
    assertThat(device.holdfast().policy().metered()).isEqualTo(MeteredMode.SEND);

    data.obey(MeteredMode.NOTHING);
    assertThat(device.holdfast().policy().metered()).isEqualTo(MeteredMode.NOTHING);
  }

  @Test
  @DisplayName("does not take an action for wrong, or right, that needs what it has not received")
  void references() {
    data.obey(MeteredMode.CHANGES);
    data.sync();

    assertThatThrownBy(() -> device.holdfast().create("inspection", "plan", Map.of("site", "A7")))
        .isInstanceOf(NotReceivedException.class);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(data.visit).orElseThrow().fields())
        .containsEntry("site", "A1");
    device.holdfast().perform(data.visit, "arrive", Map.of());
    assertThat(data.sync().up().applied()).isEqualTo(1);
  }

  @Test
  @DisplayName("puts off an ordered full synchronization, but not what changed")
  void order() {
    data.sync();
    data.obey(MeteredMode.CHANGES);
    device.peer().orderResync();
    device.peer().airport("AK", "A3", "Other");

    assertThat(data.sync().putOff()).isEqualTo(PutOff.NONE);
    assertThat(device.peer().ordered()).isTrue();
    assertThat(device.holdfast().query("SELECT 1 FROM airport WHERE name = 'Other'")).hasSize(1);
    assertThat(data.sync().putOff().what()).as("nothing else is new").isEqualTo(What.RECEIVING);

    device.connected(ConnectionKind.UNMETERED);
    assertThat(data.sync().kind()).isEqualTo(SyncResult.Kind.FULL);
    assertThat(device.peer().ordered()).isFalse();
  }

  @Test
  @DisplayName("keeps what has come of a full synchronization that it puts off")
  void orderBegun() {
    data.sync();
    device.peer().orderResync();
    device.peer().segments().renew();
    device.peer().faults().afterSegments(2);
    device.peer().faults().cutSegmentAndGoAt(1);
    data.syncOrNot();
    long before = device.peer().segments().bytesSent();
    data.obey(MeteredMode.CHANGES);

    assertThat(data.sync().putOff())
        .isEqualTo(new PutOff(What.RECEIVING, List.of(LargeTable.TABLE)));
    assertThat(device.peer().segments().bytesSent()).isEqualTo(before);

    device.connected(ConnectionKind.UNMETERED);
    device.peer().faults().none();
    data.sync();
    assertThat(device.peer().ordered()).isFalse();
    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
  }
}
