package dev.holdfast.it.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A device as the server sees one: what it sends and what it holds, without store or engine. */
public final class TestDevice {
  private final UUID id;
  private final Api api;
  private final DeviceCopy copy;

  private TestDevice(Session session) {
    this.id = Objects.requireNonNull(session.device());
    this.api = new Api(session.accessToken());
    this.copy = new DeviceCopy(api);
  }

  /** Enrols a device for a user. */
  public static TestDevice enrol(TestUser user) {
    DeviceInfo info = new DeviceInfo(null, "tablet", "test", "1");
    return new TestDevice(Api.session(new SignInRequest(user.name(), user.password(), info)));
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** The API as it sees it. */
  public Api api() {
    return api;
  }

  /** What it holds. */
  public DeviceCopy copy() {
    return copy;
  }

  /** Sends actions; their outcomes, in order. */
  public List<ActionOutcome> submit(ActionSubmission... actions) {
    return answer(actions).outcomes();
  }

  /** Sends actions; the whole answer. */
  public ActionAnswer answer(ActionSubmission... actions) {
    List<JsonNode> batch =
        Arrays.stream(actions).<JsonNode>map(WireJson.mapper()::valueToTree).toList();
    return api.post("/actions", new ActionBatch(batch)).ok().as(ActionAnswer.class);
  }
}
