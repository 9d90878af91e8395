package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.device.transport.Transport.Answer;
import dev.holdfast.device.transport.Transport.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that is faster than its share")
class PatientTransportTest {
  private static final Request WITH_TOKEN =
      new Request(
          "GET", URI.create("http://x/segments/1"), Map.of("Authorization", "Bearer t"), null);

  private final List<Duration> waits = new ArrayList<>();
  private int closed;
  private int sent;

  @Test
  @DisplayName("waits as long as it is asked to, and goes on")
  void waits() throws IOException {
    assertThat(send(WITH_TOKEN, 3, "2").status()).isEqualTo(200);
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
    assertThat(closed).isEqualTo(3);
  }

  @Test
  @DisplayName("gives up after a while")
  void givesUp() throws IOException {
    assertThat(send(WITH_TOKEN, Integer.MAX_VALUE, "1").status()).isEqualTo(429);
    assertThat(sent).isEqualTo(10);
    assertThat(closed).isEqualTo(9);
  }

  @Test
  @DisplayName(
      "does not wait for long, nor without being told how long, nor where somebody signs in")
  void doesNotWait() throws IOException {
    assertThat(send(WITH_TOKEN, 1, "31").status()).isEqualTo(429);
    assertThat(send(WITH_TOKEN, 1, "Tue, 01 Dec 2026 08:00:00 GMT").status()).isEqualTo(429);
    assertThat(send(WITH_TOKEN, 1, null).status()).isEqualTo(429);
    Request signIn = new Request("POST", URI.create("http://x/sessions"), Map.of(), null);
    assertThat(send(signIn, 1, "1").status()).isEqualTo(429);
    assertThat(waits).isEmpty();
  }

  @Test
  @DisplayName("can be interrupted while it waits")
  void interrupted() {
    Transport transport =
        new PatientTransport(
            request -> answer(429, "1"),
            wait -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> transport.send(WITH_TOKEN)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("can be given up while it waits")
  void givenUp() {
    List<Runnable> aborts = new ArrayList<>();
    Transport transport =
        new PatientTransport(
            request -> answer(429, "30"),
            wait -> {
              waits.add(wait);
              aborts.forEach(Runnable::run);
            });

    assertThatThrownBy(() -> transport.send(WITH_TOKEN, aborts::add))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(waits).containsExactly(Duration.ofMillis(100));
  }

  private Answer send(Request request, int refusals, @Nullable String retryAfter)
      throws IOException {
    sent = 0;
    return new PatientTransport(
            asked -> ++sent <= refusals ? answer(429, retryAfter) : answer(200, null), waits::add)
        .send(request);
  }

  private Answer answer(int status, @Nullable String retryAfter) {
    return new PlainAnswer(status) {
      @Override
      public Optional<String> header(String name) {
        return name.equals("Retry-After") ? Optional.ofNullable(retryAfter) : Optional.empty();
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
