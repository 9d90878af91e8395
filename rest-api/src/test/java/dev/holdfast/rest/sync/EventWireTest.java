package dev.holdfast.rest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWireTest {
  private final Socket socket = new Socket();

  @Test
  void whatIsWrittenWhileTheSocketIsBusyIsFlushedWhenItIsReadyAgain() throws IOException {
    EventWire wire = new EventWire(context());
    wire.begin();
    wire.onWritePossible();
    socket.busyAfter = 1;

    assertThat(wire.ring(false)).isTrue();
    assertThat(socket.sent()).doesNotContain("ring");
    socket.busyAfter = Integer.MAX_VALUE;
    wire.onWritePossible();

    assertThat(socket.sent()).endsWith("event: ring\ndata:\n\n");
  }

  @Test
  void whatADeviceLacksIsOneEventOfTwoLines() throws IOException {
    EventWire wire = new EventWire(context());
    wire.begin();
    wire.onWritePossible();

    assertThat(wire.delta("token", List.of(new byte[] {1, 2}, new byte[] {3}))).isTrue();

    assertThat(socket.sent()).endsWith("event: delta\ndata: token\ndata: AQID\n\n");
  }

  @Test
  void whatADeviceLacksDoesNotWaitForASocketThatIsBusy() throws IOException {
    EventWire wire = new EventWire(context());
    wire.begin();
    wire.onWritePossible();
    socket.busyAfter = 1;
    wire.beat();

    assertThat(wire.delta("token", List.of(new byte[1]))).isFalse();
    assertThat(wire.ring(false)).isTrue();
  }

  @Test
  void aDeviceThatTakesNothingAnyMoreIsGivenUp() throws IOException {
    EventWire wire = new EventWire(context());
    wire.begin();
    wire.onWritePossible();
    socket.busyAfter = 0;

    int taken = 0;
    while (wire.beat()) {
      taken++;
    }

    assertThat(taken).isBetween(1, 10);
  }

  private AsyncContext context() {
    return proxy(AsyncContext.class, proxy(ServletResponse.class, socket));
  }

  /** Answers with the one thing that is asked of it. */
  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
  }

  /** A socket that takes so many writes more before it is busy. */
  private static final class Socket extends ServletOutputStream {
    private final StringBuilder buffered = new StringBuilder();
    private final StringBuilder sent = new StringBuilder();
    private int busyAfter = Integer.MAX_VALUE;

    String sent() {
      return sent.toString();
    }

    @Override
    public boolean isReady() {
      return busyAfter > 0;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // The test says when it is possible to write.
    }

    @Override
    public void write(byte[] bytes) {
      buffered.append(new String(bytes, StandardCharsets.UTF_8));
      busyAfter--;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet});
    }

    @Override
    public void flush() {
      sent.append(buffered);
      buffered.setLength(0);
    }
  }
}
