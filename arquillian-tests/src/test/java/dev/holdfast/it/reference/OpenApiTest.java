package dev.holdfast.it.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The API's description")
class OpenApiTest extends ServerTest {
  private static final Path COPY = Path.of("..", "docs", "reference", "openapi.yaml");

  @Test
  @DisplayName("in docs/reference/openapi.yaml is what the server says of itself")
  void isTrue() throws IOException {
    Answer answer = Api.anonymous().get("/../../openapi").ok();
    String generated = answer.text();
    String kept = Files.exists(COPY) ? Files.readString(COPY) : "";
    if (!generated.equals(kept)) {
      Files.createDirectories(COPY.getParent());
      Files.writeString(COPY, generated);
    }

    assertThat(kept)
        .withFailMessage("It was not; it has been written anew: look at the change and commit it.")
        .isEqualTo(generated);
  }
}
