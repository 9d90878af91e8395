package dev.holdfast.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body")
class LimitedStreamTest {
  @Test
  @DisplayName("of exactly the limit passes")
  void passesAtTheLimit() throws IOException {
    assertThat(body(10, 10).readAllBytes()).hasSize(10);
  }

  @Test
  @DisplayName("that is longer is refused as too large")
  void refusesBeyond() {
    WebApplicationException thrown =
        catchThrowableOfType(WebApplicationException.class, () -> body(11, 10).readAllBytes());

    assertThat(thrown.getResponse().getStatus()).isEqualTo(413);
  }

  @Test
  @DisplayName("that did not come whole is refused as malformed, not taken for an incident")
  void refusesTheUnfinished() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the peer is gone");
          }
        };

    WebApplicationException thrown =
        catchThrowableOfType(
            WebApplicationException.class, () -> new LimitedStream(broken, 10).readAllBytes());

    assertThat(thrown.getResponse().getStatus()).isEqualTo(400);
  }

  private static InputStream body(int length, int limit) {
    return new LimitedStream(new ByteArrayInputStream(new byte[length]), limit);
  }
}
