package dev.holdfast.device.sync;

import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.protocol.RetryAfter;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits where the server asks a device that is faster than its share to: what fetches millions of
 * rows goes on instead of failing. Long waits are left to who asked, and those of people who sign
 * in.
 */
public final class PatientTransport implements Transport {
  private static final int TOO_MANY_REQUESTS = 429;

  /** The server's share comes back within a second; a proxy's may take longer. */
  static final Duration MOST = Duration.ofSeconds(30);

  private static final int ATTEMPTS = 10;

  /** Waits are whole seconds; so often one is looked into. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Transport transport;
  private final Sleeper sleeper;

  /** Sends by a transport. */
  public PatientTransport(Transport transport, Sleeper sleeper) {
    this.transport = transport;
    this.sleeper = sleeper;
  }

  @Override
  public Answer send(Request request) throws IOException {
    return send(request, transport::send, this::sleep);
  }

  /** As the other; while it waits it can be given up, too. */
  @Override
  public Answer send(Request request, Consumer<Runnable> abort) throws IOException {
    AtomicBoolean givenUp = new AtomicBoolean();
    abort.accept(() -> givenUp.set(true));
    return send(
        request,
        asked -> transport.send(asked, abort),
        wait -> {
          for (Duration left = wait; !left.isZero(); left = left.minus(GLANCE)) {
            if (givenUp.get()) {
              throw new InterruptedIOException("given up while the server asked to wait");
            }
            sleep(GLANCE);
          }
        });
  }

  /** Waits. */
  @FunctionalInterface
  private interface Wait {
    void during(Duration time) throws IOException;
  }

  private static Answer send(Request request, Transport transport, Wait pause) throws IOException {
    Answer answer = transport.send(request);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Optional<Duration> wait = wanted(request, answer);
      if (wait.isEmpty()) {
        return answer;
      }
      answer.close();
      pause.during(wait.get());
      answer = transport.send(request);
    }
    return answer;
  }

  private static Optional<Duration> wanted(Request request, Answer answer) {
    if (answer.status() != TOO_MANY_REQUESTS || !request.headers().containsKey("Authorization")) {
      return Optional.empty();
    }
    return RetryAfter.of(answer).filter(wait -> wait.compareTo(MOST) <= 0);
  }

  private void sleep(Duration wait) throws InterruptedIOException {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the server asked to wait");
    }
  }
}
