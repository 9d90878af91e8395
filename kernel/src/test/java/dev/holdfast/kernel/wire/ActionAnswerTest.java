package dev.holdfast.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ActionAnswerTest {
  @Test
  void whatAnOlderServerLeavesOutIsEmpty() throws IOException {
    ActionAnswer answer =
        WireJson.mapper()
            .readValue("{\"serverTime\": \"2026-11-23T08:00:00Z\"}", ActionAnswer.class);

    assertThat(answer.retry()).isEmpty();
    assertThat(answer.outcomes()).isEmpty();
  }
}
