package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.device.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What goes over the network")
class CountingTransportTest {
  private static final Transport.Request REQUEST =
      new Transport.Request("POST", URI.create("https://peer.invalid/"), Map.of(), new byte[7]);

  private final Meter meter = new Meter(Clock.systemUTC(), () -> ConnectionKind.METERED);

  /** An answer of which so much has come as is said, whatever was read. */
  private static final class Coming extends PlainAnswer {
    private final AtomicLong come;

    Coming(AtomicLong come) {
      super(200, new ByteArrayInputStream(new byte[100]));
      this.come = come;
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.of(name);
    }

    @Override
    public long received() {
      return come.get();
    }
  }

  @Test
  @DisplayName("is counted while it comes, as it is transferred, also what stays open for long")
  void received() throws IOException {
    AtomicLong come = new AtomicLong();
    Transport counting = new CountingTransport(request -> new Coming(come), meter);

    try (Transport.Answer answer = counting.send(REQUEST)) {
      assertThat(meter.untaken()).isEqualTo(new Bytes(7, 0, 1));
      InputStream body = answer.body();
      come.set(3);
      assertThat(body.read()).isZero();
      assertThat(meter.take()).isEqualTo(new Bytes(7, 3, 1));
      come.set(11);
      assertThat(body.read(new byte[50])).isEqualTo(50);
      assertThat(meter.untaken()).isEqualTo(new Bytes(0, 8, 0));
      come.set(12);
      assertThat(answer.received()).isEqualTo(12);
    }
    assertThat(meter.untaken()).isEqualTo(new Bytes(0, 9, 0));
  }

  @Test
  @DisplayName("counts if it may have gone, and not if it certainly has not")
  void sent() {
    Transport broken =
        new CountingTransport(
            request -> {
              throw new IOException("broken");
            },
            meter);
    Transport away =
        new CountingTransport(
            request -> {
              throw new NotSentException(new IOException("away"));
            },
            meter);

    assertThatThrownBy(() -> away.send(REQUEST)).isInstanceOf(NotSentException.class);
    assertThat(meter.untaken()).isEqualTo(Bytes.NOTHING);
    assertThatThrownBy(() -> broken.send(REQUEST)).isInstanceOf(IOException.class);
    assertThat(meter.untaken()).isEqualTo(new Bytes(7, 0, 1));
  }
}
