package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device under a policy")
class PolicyTest {
  private static final SyncPolicy BY_HAND =
      SyncPolicy.of(
          List.of(
              List.of(
                  new Said(
                      "everyone",
                      PolicyValues.NONE
                          .withReceive(ReceiveMode.MANUAL)
                          .withSend(SendMode.MANUAL)
                          .withBatch(2)))));

  private final Device device = Device.alice(5);

  @BeforeEach
  void begin() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
  }

  @AfterEach
  void end() {
    device.close();
  }

  @Test
  @DisplayName("obeys the standard until it is told another, and that also after it was killed")
  void told() {
    assertThat(device.holdfast().policy()).isEqualTo(SyncPolicy.STANDARD);

    device.peer().policy(BY_HAND);
    device.holdfast().sync();
    device.kill();

    assertThat(device.holdfast().policy()).isEqualTo(BY_HAND);
    device.holdfast().sync();
    assertThat(device.peer().requests())
        .last()
        .satisfies(request -> assertThat(request.policy()).isEqualTo(BY_HAND.id()));
  }

  @Test
  @DisplayName("is told with a stream that was cut after its first line")
  void cut() {
    device.peer().policy(BY_HAND);
    device.peer().airport("AK", "FAI", "Fairbanks ".repeat(1000));
    device.peer().faults().cutStreamAndGoAt(8000);

    assertThatThrownBy(() -> device.holdfast().sync()).isInstanceOf(UnreachableException.class);

    assertThat(device.holdfast().policy()).isEqualTo(BY_HAND);
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(1);
  }

  @Test
  @DisplayName("does both when a person asks, in batches of the policy's size")
  void byHand() {
    device.peer().policy(BY_HAND);
    List<UUID> cases =
        Stream.generate(() -> device.peer().planned("AK", "ANC", "alice")).limit(5).toList();
    device.holdfast().sync();
    int before = device.peer().intake().batches().size();
    cases.forEach(each -> device.holdfast().perform(each, "arrive", Map.of()));
    device.peer().airport("AK", "FAI", "Fairbanks");

    device.holdfast().sync();

    assertThat(device.peer().intake().batches()).hasSize(before + 3);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(2);
  }

  @Test
  @DisplayName("may be restricted by its application, but not relaxed")
  void restricted() {
    device.peer().policy(BY_HAND);
    device.holdfast().sync();

    device.holdfast().restrict(PolicyValues.NONE.withReceive(ReceiveMode.CONNECTED).withBatch(1));

    SyncPolicy policy = device.holdfast().policy();
    assertThat(policy.receive()).isEqualTo(ReceiveMode.MANUAL);
    assertThat(policy.source(PolicyField.RECEIVE)).isEqualTo("everyone");
    assertThat(policy.batch()).isEqualTo(1);
    assertThat(policy.source(PolicyField.BATCH)).isEqualTo("device");
    assertThatThrownBy(() -> device.holdfast().restrict(PolicyValues.NONE.withBatch(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The batch size is 1 to 100 actions.");
    device.holdfast().restrict(PolicyValues.NONE);
    assertThat(device.holdfast().policy()).isEqualTo(BY_HAND);
  }
}
