package dev.holdfast.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request's JSON")
class JsonBodiesTest {
  @Test
  @DisplayName("is read into its record")
  void readsRecord() throws IOException {
    Object read = read(SignInRequest.class, "{\"user\":\"alice\",\"password\":\"p\"}");

    assertThat(read).isEqualTo(new SignInRequest("alice", "p", null));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`|JSON, line 1, column",
        "{} x|JSON, line 1, column 5",
        "[]|expected an object",
        "null|not null",
        "{\"user\":1}|password is missing",
        "{\"user\":{},\"password\":\"p\"}|user: expected a text",
        "{\"user\":\"a\",\"user\":\"b\"}|Duplicate field 'user'",
        "{\"user\":\"a\",\"password\":\"p\",\"device\":{\"id\":\"1\"}}|device.id",
        "{\"user\":\"a\",\"password\":\"p\",\"device\":{\"name\":\"n\"}}|device.platform is missing",
      })
  @DisplayName("is refused with the place of what is wrong")
  void namesThePlace(String body, String expected) {
    Problem problem = refused(SignInRequest.class, body.replace("`", ""));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.code()).isEqualTo("malformed");
    assertThat(problem.detail()).contains(expected).doesNotContain("dev.holdfast", "java.");
  }

  @Test
  @DisplayName("may not be nested without end")
  void limitsDepth() {
    String body = "{\"actions\":[" + "[".repeat(10_000) + "]".repeat(10_000) + "]}";

    assertThat(refused(ActionBatch.class, body).detail()).contains("nesting depth");
  }

  @Test
  @DisplayName("is checked inside maps")
  void checksMaps() {
    String body =
        "{\"protocol\":1,\"buckets\":{},\"pending\":0,\"staging\":"
            + "{\"checkpoint\":\"c\",\"buckets\":{\"b\":{\"full\":true,\"complete\":false}}}}";

    assertThat(refused(SyncRequest.class, body).detail())
        .isEqualTo("staging.buckets.b.definition is missing.");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"checkpoint\":\"c\",\"kind\":\"full\",\"rows\":0,\"bytes\":0,\"buckets\":0,\"millis\":0,"
            + "\"pending\":0,\"healed\":[],\"error\":\"a\\u0000b\"}|error has the character U+0000",
        "{\"checkpoint\":\"c\",\"kind\":\"full\",\"rows\":0,\"bytes\":0,\"buckets\":0,\"millis\":0,"
            + "\"pending\":0,\"healed\":[\"a\",\"\\u0000\"]}|healed[] has the character U+0000",
      })
  @DisplayName("has no text that can't be stored")
  void refusesWhatCanNotBeStored(String body, String expected) {
    assertThat(refused(SyncReport.class, body).detail()).startsWith(expected);
  }

  @Test
  @DisplayName("may have an action that can't be stored: the intake parks it")
  void leavesActionsToTheIntake() throws IOException {
    assertThat(read(ActionBatch.class, "{\"actions\":[{\"name\":\"\\u0000\"}]}"))
        .isInstanceOf(ActionBatch.class);
  }

  private static Problem refused(Class<?> type, String body) {
    WebApplicationException thrown =
        catchThrowableOfType(WebApplicationException.class, () -> read(type, body));
    return (Problem) thrown.getResponse().getEntity();
  }

  @SuppressWarnings("unchecked")
  private static Object read(Class<?> type, String body) throws IOException {
    return new JsonBodies()
        .readFrom(
            (Class<Object>) type,
            type,
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
