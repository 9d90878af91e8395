package dev.holdfast.device.query;

import dev.holdfast.device.api.QueryStoppedException;
import dev.holdfast.device.api.QueryStoppedException.Reason;
import dev.holdfast.device.api.Select;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a query may take, from now on, in the present thread. May be asked by another one. */
final class Limits {
  private final Select select;
  private final Thread thread = Thread.currentThread();
  private final long begun = System.nanoTime();

  Limits(Select select) {
    this.select = select;
  }

  /** Whether it has to end. */
  boolean areOver() {
    return reason() != null;
  }

  /**
   * Ends it if it has to.
   *
   * @throws QueryStoppedException if it has to
   */
  void check() {
    Reason reason = reason();
    if (reason != null) {
      throw new QueryStoppedException(reason, message(reason));
    }
  }

  private @Nullable Reason reason() {
    Duration limit = select.limit();
    if (select.cancelled().getAsBoolean()) {
      return Reason.CANCELLED;
    }
    if (thread.isInterrupted()) {
      return Reason.INTERRUPTED;
    }
    return limit != null && System.nanoTime() - begun > limit.toNanos() ? Reason.TOO_SLOW : null;
  }

  private String message(Reason reason) {
    return switch (reason) {
      case TOO_SLOW ->
          "The query took longer than %s ms. Ask for less, or ask the package for an index."
              .formatted(select.limit() == null ? "?" : select.limit().toMillis());
      case CANCELLED -> "The query was cancelled.";
      case INTERRUPTED -> "The query was interrupted.";
    };
  }
}
