package dev.holdfast.server.testing;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Watch;
import java.time.Duration;

/**
 * A watch that says what a test wants to be believed.
 *
 * @param sees whether what is in memory counts; it never hears of a change
 */
public record Unwatched(boolean sees) implements Watch {
  @Override
  public Look last() {
    return Look.NONE;
  }

  @Override
  public Mark mark(Mark.Subject subject) {
    return new Mark(subject, Look.NONE);
  }

  @Override
  public boolean sees(Duration age) {
    return sees;
  }

  @Override
  public void attend() {}

  @Override
  public void changedHere() {}

  @Override
  public Duration tolerance() {
    return Duration.ZERO;
  }
}
