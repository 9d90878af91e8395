package dev.holdfast.rest.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedAnswerTest {
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final List<String> calls = new ArrayList<>();
  private boolean committed;
  private final StreamedAnswer answer = new StreamedAnswer(response(), "text/plain", null);

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return switch (method.getName()) {
                case "getOutputStream" -> new Wire();
                case "isCommitted" -> committed;
                default -> null;
              };
            });
  }

  private final class Wire extends ServletOutputStream {
    @Override
    public void write(int octet) {
      wire.write(octet);
    }

    @Override
    public void flush() {
      committed = true;
    }

    @Override
    public void close() throws IOException {
      calls.add("close");
      super.close();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void sendsWhatIsWritten() throws RefusedException {
    answer.send(out -> out.write("content".getBytes(UTF_8)));

    assertThat(wire.toString(UTF_8)).isEqualTo("content");
    assertThat(calls).doesNotContain("flushBuffer").endsWith("close");
  }

  @Test
  void touchesNothingWhenNothingIsWritten() throws RefusedException {
    answer.send(out -> {});

    assertThat(calls).isEmpty();
  }

  @Test
  void refusesWhatFailsBeforeItsFirstByte() {
    assertThatThrownBy(
            () ->
                answer.send(
                    out -> {
                      throw new IOException("the database went away");
                    }))
        .isInstanceOf(RefusedException.class)
        .extracting(e -> ((RefusedException) e).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(calls).doesNotContain("getOutputStream", "close");
  }

  @Test
  void refusesWhatFailsBeforeAnythingLeft() {
    assertThatThrownBy(
            () ->
                answer.send(
                    out -> {
                      out.write('c');
                      throw new IOException("the database went away");
                    }))
        .isInstanceOf(RefusedException.class);
    assertThat(calls).endsWith("reset");
  }

  @Test
  void doesNotEndWhatFailsLater() {
    assertThatCode(
            () ->
                answer.send(
                    out -> {
                      out.write('c');
                      out.flush();
                      throw new IOException("the client went away");
                    }))
        .doesNotThrowAnyException();
    assertThat(calls).doesNotContain("close", "reset");
  }
}
