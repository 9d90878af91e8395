package dev.holdfast.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that an administrator has ended")
class LeavingTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("leaving"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);
  private final String path = "/admin/devices/" + device.id();

  /** What the device is told to do. */
  private Leave leave() {
    return Objects.requireNonNull(device.api().get("/me").problem().leave());
  }

  private Answer send(Leave leave, ActionSubmission action) {
    return new Api(Objects.requireNonNull(leave.token()))
        .post("/leaving/actions", new ActionBatch(List.of(WireJson.mapper().valueToTree(action))));
  }

  private static void left(Leave leave, boolean erased, int unsent) {
    Api.anonymous().post("/leaving", new LeaveReport(leave.acknowledgement(), erased, unsent)).ok();
  }

  private JsonNode ending() {
    return admin().get(path).ok().json().path("ending");
  }

  @Test
  @DisplayName("sends what it has, once, and can do nothing else with what it was given")
  void sends() {
    ActionSubmission begin = jobs.begin(worker);
    admin().delete(path + "?reason=lost").ok();

    Leave leave = leave();
    List<ActionOutcome> first = send(leave, begin).ok().as(ActionAnswer.class).outcomes();
    List<ActionOutcome> again = send(leave, begin).ok().as(ActionAnswer.class).outcomes();

    assertThat(first).extracting(ActionOutcome::outcome).containsExactly(Outcome.APPLIED);
    assertThat(again).isEqualTo(first);
    assertThat(new Api(Objects.requireNonNull(leave.token())).get("/me").status()).isEqualTo(401);
    assertThat(send(new Leave(true, false, leave.acknowledgement(), ""), begin).status())
        .isEqualTo(401);
    left(leave, false, 0);
    assertThat(send(leave, jobs.begin(worker)).problem().code()).isEqualTo("device-revoked");
    assertThat(ending().path("unsent").asInt(-1)).isZero();
    assertThat(ending().path("reason").asText()).isEqualTo("lost");
    admin().delete(path + "?reason=lost&acceptUnsent=false").ok();
    admin().post(path + "/wipe", Map.of("reason", "stolen")).ok();
    assertThat(ending().path("acceptsUnsent").asBoolean(true)).isFalse();
  }

  @Test
  @DisplayName("is asked for its token before anything is read, and tells little")
  void isKnownFirst() {
    assertThat(new Api("nobody").post("/leaving/actions", "application/json", "{").status())
        .isEqualTo(401);
    assertThat(
            Api.anonymous()
                .post("/leaving", new LeaveReport("x".repeat(5000), true, 0))
                .problem()
                .code())
        .isEqualTo("too-large");
  }

  @Test
  @DisplayName("has what its user may not do any more parked, so that nothing is lost")
  void ofADisabledUser() {
    ActionSubmission begin = jobs.begin(worker);
    Answer seen = admin().get("/admin/users/" + worker.name()).ok();
    admin()
        .put("/admin/users/" + worker.name(), seen.header("ETag"), Map.of("enabled", false))
        .ok();
    assertThat(device.api().get("/me").problem().code()).isEqualTo("user-disabled");
    admin().post(path + "/wipe", Map.of("reason", "has gone")).ok();

    List<ActionOutcome> outcomes = send(leave(), begin).ok().as(ActionAnswer.class).outcomes();

    assertThat(outcomes).extracting(ActionOutcome::outcome).containsExactly(Outcome.PARKED);
    assertThat(outcomes).extracting(ActionOutcome::reason).containsExactly(ParkReason.NOT_ALLOWED);
  }

  @Test
  @DisplayName("is shown as wiped when it says so, with what was lost")
  void wiped() {
    admin().post(path + "/wipe", Map.of("reason", "stolen", "acceptUnsent", false)).ok();

    Leave leave = leave();
    assertThat(leave.token()).isNull();
    assertThat(ending().path("wipedAt").isNull()).isTrue();
    left(leave, true, 4);
    left(leave, true, 4);

    JsonNode shown = admin().get(path).ok().json();
    assertThat(shown.path("status").asText()).isEqualTo("wiped");
    assertThat(shown.at("/ending/unsent").asInt()).isEqualTo(4);
    assertThat(shown.at("/ending/wipedAt").isTextual()).isTrue();
    assertThat(shown.at("/ending/wipeToldAt").isTextual()).isTrue();
    JsonNode listed =
        admin().get("/admin/devices?status=wiped&user=" + worker.name()).ok().json().path("items");
    assertThat(listed).hasSize(1);
    assertThat(
            Api.anonymous()
                .post("/leaving", new LeaveReport("forged.token", true, 0))
                .problem()
                .code())
        .isEqualTo("not-allowed");
  }
}
