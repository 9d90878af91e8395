package dev.holdfast.cli.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Cases that somebody plans, submitted as any device submits actions. */
final class DemoCases {
  private final ApiClient admin;
  private final Clock clock;

  DemoCases(ApiClient admin, Clock clock) {
    this.admin = admin;
    this.clock = clock;
  }

  void ensure(DemoApplication application, String server, String password) throws CommandException {
    String some = "/admin/cases?limit=1&application=" + application.name();
    if (!admin.get(some).path("items").isEmpty()) {
      return;
    }
    DeviceInfo device = new DeviceInfo(null, "planning desk", "holdfast up", "0.1.0");
    ApiClient planner =
        ApiClient.signIn(server, new SignInRequest(application.planner(), password, device));
    List<JsonNode> actions =
        application.plan(clock).stream().<JsonNode>map(WireJson.mapper()::valueToTree).toList();
    JsonNode answer = planner.post("/actions", new ActionBatch(actions));
    for (ActionOutcome outcome : ApiClient.read(answer, ActionAnswer.class).outcomes()) {
      if (outcome.outcome() == Outcome.PARKED) {
        throw new CommandException(
            ExitCode.FAILED, "The demo's cases were parked: " + outcome.messages());
      }
    }
    String desk = planner.get("/me").path("device").asText();
    planner.delete("/sessions/current");
    // It has no store that could ever sync: left active it would keep resyncs of everybody waiting.
    admin.delete("/admin/devices/" + desk + "?reason=demo");
  }

  /**
   * An action that creates a case. Its ids are made from what it is about, so that planning it
   * again takes no second effect.
   */
  static ActionSubmission planned(
      DemoApplication application,
      String type,
      int sequence,
      String subject,
      Map<String, Object> fields,
      Clock clock) {
    return new ActionSubmission(
        id("action", subject),
        sequence,
        application.name(),
        DemoPackage.VERSION,
        id("case", subject),
        type,
        "plan",
        fields,
        Map.of(),
        0,
        null,
        null,
        clock.instant(),
        0);
  }

  private static UUID id(String kind, String subject) {
    return UUID.nameUUIDFromBytes(("holdfast-demo/" + kind + "/" + subject).getBytes(UTF_8));
  }
}
