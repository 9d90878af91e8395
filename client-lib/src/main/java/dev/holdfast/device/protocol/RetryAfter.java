package dev.holdfast.device.protocol;

import dev.holdfast.device.transport.Transport;
import java.time.Duration;
import java.util.Optional;

/** How long whoever refuses wants to be let be. */
public final class RetryAfter {
  private RetryAfter() {}

  /** Reads it, in seconds; empty if it is not said so, or as a date, which needs a right clock. */
  public static Optional<Duration> of(Transport.Answer answer) {
    return answer
        .header("Retry-After")
        .filter(text -> text.matches("\\d{1,4}"))
        .map(Long::valueOf)
        .map(Duration::ofSeconds);
  }
}
