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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Inspections that {@code sue} plans, submitted as any device submits actions. Their ids are made
 * from the sites, so planning them again takes no second effect.
 */
final class DemoInspections {
  private final ApiClient admin;
  private final Clock clock;

  DemoInspections(ApiClient admin, Clock clock) {
    this.admin = admin;
    this.clock = clock;
  }

  void ensure(String server, String password) throws CommandException {
    if (admin.get("/admin/cases?limit=1").path("items").size() > 0) {
      return;
    }
    DeviceInfo device = new DeviceInfo(null, "planning desk", "holdfast up", "0.1.0");
    ApiClient sue = ApiClient.signIn(server, new SignInRequest("sue", password, device));
    JsonNode answer = sue.post("/actions", new ActionBatch(actions()));
    for (ActionOutcome outcome : ApiClient.read(answer, ActionAnswer.class).outcomes()) {
      if (outcome.outcome() == Outcome.PARKED) {
        throw new CommandException(
            ExitCode.FAILED, "The demo's inspections were parked: " + outcome.messages());
      }
    }
    String desk = sue.get("/me").path("device").asText();
    sue.delete("/sessions/current");
    // It has no store that could ever sync: left active it would keep resyncs of everybody waiting.
    admin.delete("/admin/devices/" + desk + "?reason=demo");
  }

  private List<JsonNode> actions() {
    List<JsonNode> actions = new ArrayList<>();
    List<String> lines = Resources.text("inspections.csv").lines().skip(1).toList();
    for (String line : lines) {
      List<String> cells = List.of(line.split(",", -1));
      actions.add(action(actions.size() + 1, cells.get(0), cells.get(1), cells.get(2)));
    }
    return actions;
  }

  private JsonNode action(int sequence, String site, String assignee, String days) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("site", site);
    fields.put("due", LocalDate.now(clock).plusDays(Long.parseLong(days)).toString());
    if (!assignee.isEmpty()) {
      fields.put("assignee", assignee);
    }
    return WireJson.mapper()
        .valueToTree(
            new ActionSubmission(
                id("action", site),
                sequence,
                DemoPackage.APPLICATION,
                DemoPackage.VERSION,
                id("case", site),
                "inspection",
                "plan",
                fields,
                Map.of(),
                0,
                null,
                null,
                clock.instant(),
                0));
  }

  private static UUID id(String kind, String site) {
    return UUID.nameUUIDFromBytes(("holdfast-demo/" + kind + "/" + site).getBytes(UTF_8));
  }
}
