package dev.holdfast.it.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.LongHistory;
import dev.holdfast.it.server.ServerTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An export over HTTP")
class ExportsTest extends ServerTest {

  private static Answer export(UUID id, String accept, String encoding) {
    return admin()
        .send(
            "/admin/cases/" + id + "/history/export",
            request -> request.header("Accept", accept).header("Accept-Encoding", encoding).GET());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/json"})
  @DisplayName("that fails in its middle is no export, but a problem")
  void failing(String accept) {
    Answer answer = export(LongHistory.failing(), accept, "identity");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.problem().code()).isEqualTo("internal");
    assertThat(answer.problem().instance()).isNotBlank();
  }

  @Test
  @DisplayName("says how long it is, compressed or not")
  void whole() throws IOException {
    UUID id = LongHistory.whole();

    Answer plain = export(id, "text/csv", "identity");
    Answer small = export(id, "text/csv", "gzip");

    assertThat(plain.ok().header("Content-Length")).isEqualTo("" + plain.body().length);
    assertThat(plain.text().lines()).hasSize(1_201);
    assertThat(small.ok().header("Content-Encoding")).isEqualTo("gzip");
    assertThat(small.header("Content-Length")).isEqualTo("" + small.body().length);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(plain.text());
    }
  }
}
