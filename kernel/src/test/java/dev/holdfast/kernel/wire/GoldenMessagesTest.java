package dev.holdfast.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.Fixtures;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenMessagesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SignInRequest.class,
        RefreshRequest.class,
        Session.class,
        SyncRequest.class,
        SyncHeader.class,
        SyncReport.class,
        ActionSubmission.class,
        ActionBatch.class,
        ActionAnswer.class,
        Problem.class,
        Leave.class,
        LeaveReport.class
      })
  void readsAndWritesTheGoldenMessage(Class<?> type) throws IOException {
    JsonNode golden = Fixtures.json(type.getSimpleName());

    Object read = WireJson.mapper().treeToValue(golden, type);

    assertThat(WireJson.mapper().readTree(WireJson.mapper().writeValueAsBytes(read)))
        .isEqualTo(golden);
  }

  @Test
  void ignoresWhatANewerServerSaysMore() throws IOException {
    ObjectNode golden = (ObjectNode) Fixtures.json("Session");
    golden.put("mood", "sunny");

    Session read = WireJson.mapper().treeToValue(golden, Session.class);

    assertThat(read.serverTime()).isEqualTo(Instant.parse("2026-11-23T08:00:00.123456Z"));
  }
}
