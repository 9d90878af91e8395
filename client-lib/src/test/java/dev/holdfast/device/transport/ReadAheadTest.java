package dev.holdfast.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body that is read ahead")
class ReadAheadTest {
  @Test
  @DisplayName("is what came, to its end")
  void content() throws IOException {
    byte[] content = new byte[100_000];
    content[99_999] = 7;

    try (ReadAhead body =
        new ReadAhead(new ByteArrayInputStream(content), () -> {})
            .begin(work -> new Thread(work).start())) {
      assertThat(body.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  @DisplayName("ends for who waits also when its reader has failed for good, as without memory")
  void error() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("for the test");
          }
        };
    ReadAhead body = new ReadAhead(failing, () -> {});
    assertThatThrownBy(() -> body.begin(Runnable::run)).isInstanceOf(OutOfMemoryError.class);

    assertThatThrownBy(body::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read to its end");
  }
}
