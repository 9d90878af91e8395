package dev.holdfast.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.policy.SyncPolicy.Said;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The policy that holds")
class SyncPolicyTest {
  private static final PolicyValues NONE = PolicyValues.NONE;

  private static SyncPolicy of(List<Said> everyone, List<Said> applications, List<Said> roles) {
    return SyncPolicy.of(List.of(everyone, applications, roles));
  }

  @Nested
  @DisplayName("of what administrators say")
  class Effective {
    @Test
    @DisplayName("is the standard where nobody says anything")
    void standard() {
      assertThat(of(List.of(), List.of(), List.of())).isSameAs(SyncPolicy.STANDARD);
      assertThat(of(List.of(new Said("everyone", NONE)), List.of(), List.of()))
          .isSameAs(SyncPolicy.STANDARD);
    }

    @Test
    @DisplayName("takes each value from the most specific layer that says it, relaxed or not")
    void specific() {
      SyncPolicy policy =
          of(
              List.of(new Said("everyone", NONE.withReceive(ReceiveMode.MANUAL).withBatch(10))),
              List.of(new Said("application:a", NONE.withReceive(ReceiveMode.LAUNCH))),
              List.of(new Said("role:r", NONE.withReceive(ReceiveMode.CONNECTED))));

      assertThat(policy.receive()).isEqualTo(ReceiveMode.CONNECTED);
      assertThat(policy.batch()).isEqualTo(10);
      assertThat(policy.sources()).isEqualTo(Map.of("receive", "role:r", "batch", "everyone"));
      assertThat(policy.source(PolicyField.SEND)).isEqualTo("standard");
    }

    @Test
    @DisplayName("takes the strictest of several in one layer, each value by itself")
    void strictest() {
      SyncPolicy policy =
          of(
              List.of(),
              List.of(),
              List.of(
                  new Said(
                      "role:a",
                      NONE.withBatch(50)
                          .withReceive(ReceiveMode.MANUAL)
                          .withReceivePause(Duration.ofMinutes(1))),
                  new Said(
                      "role:b",
                      NONE.withBatch(20)
                          .withReceive(ReceiveMode.INTERVAL)
                          .withReceivePause(Duration.ofMinutes(5)))));

      assertThat(policy.receive()).isEqualTo(ReceiveMode.MANUAL);
      assertThat(policy.receivePause()).isEqualTo(Duration.ofMinutes(5));
      assertThat(policy.batch()).isEqualTo(20);
      assertThat(policy.source(PolicyField.BATCH)).isEqualTo("role:b");
    }

    @Test
    @DisplayName(
        "has the same id for the same, whatever order they come in, and another for others")
    void id() {
      Said one = new Said("role:a", NONE.withBatch(5));
      Said same = new Said("role:b", NONE.withBatch(5));

      SyncPolicy policy = of(List.of(), List.of(), List.of(one, same));

      assertThat(of(List.of(), List.of(), List.of(same, one))).isEqualTo(policy);
      assertThat(policy.source(PolicyField.BATCH)).isEqualTo("role:a");
      assertThat(of(List.of(), List.of(), List.of(new Said("role:a", NONE.withBatch(6)))).id())
          .isNotEqualTo(policy.id());
    }

    @Test
    @DisplayName("comes through JSON, and what a server leaves out is the standard")
    void json() throws Exception {
      SyncPolicy policy =
          of(
              List.of(new Said("everyone", NONE.withReceive(ReceiveMode.LAUNCH))),
              List.of(),
              List.of());
      String json = WireJson.mapper().writeValueAsString(policy);

      assertThat(WireJson.mapper().readValue(json, SyncPolicy.class)).isEqualTo(policy);
      assertThat(
              WireJson.mapper()
                  .readValue(
                      "{\"id\": \"x\", \"values\": {\"batch\": 3}, \"sources\": {}}",
                      SyncPolicy.class)
                  .values())
          .isEqualTo(SyncPolicy.STANDARD.values().withBatch(3));
    }
  }

  @Nested
  @DisplayName("with what an application asks for")
  class Restricted {
    private final SyncPolicy policy =
        of(
            List.of(
                new Said(
                    "everyone",
                    new PolicyValues(
                        ReceiveMode.INTERVAL,
                        600,
                        60,
                        SendMode.MANUAL,
                        30,
                        50,
                        10,
                        3600,
                        MeteredMode.CHANGES))),
            List.of(),
            List.of());

    @Test
    @DisplayName("is stricter where that is stricter")
    void down() {
      PolicyValues stricter =
          new PolicyValues(
              ReceiveMode.MANUAL, 900, 120, SendMode.MANUAL, 31, 49, 9, 3599, MeteredMode.SEND);

      SyncPolicy restricted = policy.restrictedBy(stricter);

      assertThat(restricted.values()).isEqualTo(stricter);
      assertThat(restricted.source(PolicyField.RECEIVE)).isEqualTo(SyncPolicy.DEVICE);
      assertThat(restricted.source(PolicyField.SEND)).isEqualTo("everyone");
      assertThat(restricted.id()).isEqualTo(policy.id());
    }

    @Test
    @DisplayName("is never more often, earlier or larger")
    void up() {
      assertThat(
              policy.restrictedBy(
                  new PolicyValues(
                      ReceiveMode.CONNECTED,
                      10,
                      0,
                      SendMode.CONNECTED,
                      0,
                      100,
                      11,
                      3601,
                      MeteredMode.EVERYTHING)))
          .isEqualTo(policy);
      assertThat(policy.restrictedBy(NONE)).isEqualTo(policy);
    }

    @Test
    @DisplayName("erases a store after fewer wrong passphrases, where that is asked for at all")
    void erases() {
      assertThat(SyncPolicy.STANDARD.wipeAfterWrongPassphrases()).isNull();
      assertThat(
              SyncPolicy.STANDARD
                  .restrictedBy(NONE.withWipeAfterWrongPassphrases(5))
                  .wipeAfterWrongPassphrases())
          .isEqualTo(5);
      assertThat(policy.restrictedBy(NONE).wipeAfterWrongPassphrases()).isEqualTo(10);
    }

    @Test
    @DisplayName("locks a device earlier, where that is asked for at all")
    void locks() {
      assertThat(SyncPolicy.STANDARD.lockAfterOffline()).isNull();
      assertThat(
              SyncPolicy.STANDARD
                  .restrictedBy(NONE.withLockAfterOffline(Duration.ofHours(8)))
                  .lockAfterOffline())
          .isEqualTo(Duration.ofHours(8));
      assertThat(policy.restrictedBy(NONE).lockAfterOffline()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("has an interval where administrators leave it open")
    void open() {
      assertThat(
              SyncPolicy.STANDARD
                  .restrictedBy(NONE.withReceiveInterval(Duration.ofMinutes(2)))
                  .receiveInterval())
          .isEqualTo(Duration.ofMinutes(2));
    }
  }
}
