package dev.holdfast.it.peer.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Messages.ActionAnswer;
import dev.holdfast.it.peer.client.Messages.Leave;
import dev.holdfast.it.peer.client.Messages.LeaveReport;
import dev.holdfast.it.peer.client.Messages.Problem;
import dev.holdfast.it.peer.client.Messages.Refresh;
import dev.holdfast.it.peer.client.Messages.Session;
import dev.holdfast.it.peer.client.Messages.SignIn;
import dev.holdfast.it.peer.client.Messages.SyncHeader;
import dev.holdfast.it.peer.client.Messages.SyncReport;
import dev.holdfast.it.peer.client.Messages.SyncRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The golden messages")
class FixturesTest {
  private static final Path FIXTURES = Path.of("..", "docs", "specs", "fixtures");

  private static String fixture(String name) throws IOException {
    return Files.readString(FIXTURES.resolve(name + ".json"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        SignIn.class,
        Refresh.class,
        Session.class,
        SyncReport.class,
        Leave.class,
        LeaveReport.class
      })
  @DisplayName("of the client are said by it word for word")
  void areSaid(Class<?> message) throws IOException {
    JsonNode golden = Json.read(fixture(name(message)), JsonNode.class);

    assertThat(said(Json.read(golden.toString(), message))).isEqualTo(golden);
  }

  private static JsonNode said(Object message) throws IOException {
    return Json.read(new String(Json.bytes(message), StandardCharsets.UTF_8), JsonNode.class);
  }

  private static String name(Class<?> message) {
    return message == SignIn.class
        ? "SignInRequest"
        : message == Refresh.class ? "RefreshRequest" : message.getSimpleName();
  }

  @Test
  @DisplayName(
      "have the request for a sync as the client says it, which obeys no policies, has no file, takes everything and says nothing of streams")
  void haveTheRequest() throws IOException {
    ObjectNode golden = Json.read(fixture("SyncRequest"), ObjectNode.class);
    golden.remove(List.of("policy", "stalled", "snapshot", "take"));
    ((ObjectNode) golden.get("staging")).remove("streams");
    golden
        .at("/staging/buckets")
        .forEach(bucket -> ((ObjectNode) bucket).remove(List.of("stream", "late")));

    assertThat(said(Json.read(golden.toString(), SyncRequest.class))).isEqualTo(golden);
  }

  @Test
  @DisplayName("of the server are understood")
  void areUnderstood() throws IOException {
    SyncHeader header = Json.read(fixture("SyncHeader"), SyncHeader.class);
    ActionAnswer answer = Json.read(fixture("ActionAnswer"), ActionAnswer.class);
    Problem problem = Json.read(fixture("Problem"), Problem.class);

    assertThat(header.kind()).isEqualTo("delta");
    assertThat(header.resumed()).isTrue();
    assertThat(header.packages().get(0).version()).isEqualTo("1.0.0");
    assertThat(header.buckets())
        .containsOnlyKeys(
            "airfield-inspection/airport[state=AK]", "airfield-inspection/airport[state=TX]");
    assertThat(answer.outcomes()).extracting(o -> o.outcome()).containsExactly("merged", "parked");
    assertThat(answer.retry()).hasSize(1);
    assertThat(problem.code()).isEqualTo("invalid-package");
  }

  @Test
  @DisplayName("have the action as the client makes it")
  void haveTheAction() throws IOException {
    JsonNode golden = Json.read(fixture("ActionSubmission"), JsonNode.class);

    Action action = Json.read(golden.toString(), Action.class);

    assertThat(action.baseMark()).isEqualTo("2026-11-23 07:41:03.218405+00");
    assertThat(action.fields()).containsEntry("defects", 2).containsEntry("findings", null);
    assertThat(action.base()).containsEntry("condition", null);
    assertThat(said(action)).isEqualTo(golden);
  }

  @Test
  @DisplayName("have a segment whose id the client computes from its content")
  void haveASegment() throws IOException {
    JsonNode golden = Json.read(fixture("Segment"), JsonNode.class);
    String definition = golden.path("definition").asText();
    String bucket = golden.path("bucket").asText();
    byte[] content = golden.path("content").asText().getBytes(StandardCharsets.UTF_8);
    List<String> line = List.of(golden.path("line").asText().strip().split("\t"));

    SegmentRef named = SegmentRef.all(line.get(2)).get(0);

    assertThat(named.id()).isEqualTo(golden.path("id").asText());
    assertThat(named.bytes()).isEqualTo(content.length);
    assertThat(named.rows(definition, bucket, content))
        .hasSize(named.rows())
        .containsKey("[\"SEA\"]");
  }
}
