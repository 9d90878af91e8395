package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Watch;
import java.time.Duration;

/** Never looks, so nothing is answered from memory. */
final class QuietWatch implements Watch {
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
    return false;
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
