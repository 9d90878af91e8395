package dev.holdfast.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.kernel.wire.Problem;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A bad request")
class BadRequestTest extends ServerTest {
  private final Api api = Api.anonymous();

  @Test
  @DisplayName("to a path that is not there is not-found")
  void unknownPath() {
    assertProblem(api.get("/nothing/here"), 404, "not-found");
  }

  @Test
  @DisplayName("with a method that is not there names those that are")
  void unknownMethod() {
    Answer answer = api.delete("/health");

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("Allow")).contains("GET");
  }

  @Test
  @DisplayName("with another media type is unsupported-type")
  void unsupportedType() {
    assertProblem(api.post("/sessions", "text/plain", "alice"), 415, "unsupported-type");
  }

  @Test
  @DisplayName("for another media type is not-acceptable")
  void notAcceptable() {
    assertProblem(
        api.send("/health", request -> request.header("Accept", "image/png").GET()),
        406,
        "not-acceptable");
  }

  @ParameterizedTest(name = "{index}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|line 1, column",
        "``|JSON",
        "null|not null",
        "[1,2]|expected an object",
        "{\"user\":\"alice\"}|password is missing",
        "{\"user\":7,\"password\":\"p\"} x|line 1",
      })
  @DisplayName("that can't be read says where")
  void malformed(String body, String where) {
    Answer answer = api.post("/sessions", "application/json", body);

    assertProblem(answer, 400, "malformed");
    assertThat(answer.problem().detail()).contains(where);
  }

  @Test
  @DisplayName("without any body is malformed")
  void noBody() {
    assertProblem(
        api.send(
            "/sessions",
            request ->
                request.header("Content-Type", "application/json").POST(BodyPublishers.noBody())),
        400,
        "malformed");
  }

  @Test
  @DisplayName("with text that can't be stored is malformed")
  void unstorable() {
    for (String list : List.of("users", "cases", "issues")) {
      assertProblem(admin().get("/admin/" + list + "?text=%00"), 400, "malformed");
    }
  }

  @Test
  @DisplayName("for a time that no calendar has is malformed")
  void beyondTheCalendar() {
    for (String list : List.of("issues", "syncs")) {
      for (String at : List.of("+1000000000-12-31T00:00:00Z", "-0001-01-01T00:00:00Z")) {
        String moment = URLEncoder.encode(at, StandardCharsets.UTF_8);
        assertProblem(admin().get("/admin/" + list + "?until=" + moment), 400, "malformed");
        assertProblem(admin().get("/admin/" + list + "?from=" + moment), 400, "malformed");
      }
    }
    String last = URLEncoder.encode("+999999999-12-31", StandardCharsets.UTF_8);
    String days = "/admin/issue-reports/volume?from=" + last + "&until=" + last;
    assertProblem(admin().get(days), 400, "malformed");
  }

  @Test
  @DisplayName("with a body that can't be stored is malformed and names the place")
  void unstorableBody() {
    Answer order =
        admin()
            .post(
                "/admin/resyncs",
                Map.of("target", Map.of("kind", "all", "value", ""), "reason", "a\0b"));
    Answer user =
        admin()
            .post(
                "/admin/users",
                Map.of(
                    "name",
                    "nul",
                    "displayName",
                    "Nul",
                    "password",
                    "correct horse battery",
                    "roles",
                    List.of(),
                    "attributes",
                    Map.of("states", List.of("A\0K"))));

    assertProblem(order, 400, "malformed");
    assertThat(order.problem().detail()).startsWith("reason has the character U+0000");
    assertProblem(user, 400, "malformed");
    assertThat(user.problem().detail()).startsWith("attributes.states[]");
  }

  @Test
  @DisplayName("that announces too much is refused before it is read")
  void tooLarge() {
    assertProblem(
        api.post("/sessions", "application/json", " ".repeat(65 * 1024)), 413, "too-large");
  }

  @Test
  @DisplayName("that sends too much without announcing it is refused")
  void tooLargeChunked() {
    byte[] body = " ".repeat(65 * 1024).getBytes(StandardCharsets.UTF_8);

    assertProblem(
        api.send(
            "/sessions",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
        413,
        "too-large");
  }

  @Test
  @DisplayName("points to what its code means")
  void explainsItself() {
    String type = api.get("/nothing").problem().type();

    assertThat(api.get(type.replace("/api/v1", "")).ok().json().path("remedy").asText())
        .isNotBlank();
  }

  @Test
  @DisplayName("leaves the health as it is")
  void healthy() {
    Answer answer = api.get("/health").ok();

    assertThat(answer.json().path("status").asText()).isEqualTo("up");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith(Problem.MEDIA_TYPE);
    Problem problem = answer.problem();
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.title()).isNotBlank();
  }
}
