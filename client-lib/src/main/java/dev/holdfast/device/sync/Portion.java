package dev.holdfast.device.sync;

import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.Staging;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of a sync comes in one go, so that what is urgent is there and visible before what is large:
 * up to a priority, and not more than the connection is good for. A large download is put down now
 * and then for what is new, and at once when the connection has become another.
 */
final class Portion {
  /** So long nothing else comes while something large does. */
  private static final Duration TURN = Duration.ofSeconds(20);

  private final Priority upTo;
  private final Permit permit;
  private final Supplier<Permit> present;
  private final Clock clock;

  /** When the turn of what is large began, null before its first piece. */
  private @Nullable Instant begun;

  /**
   * Begins.
   *
   * @param permit what the connection is good for
   * @param present what it is good for at a later moment
   */
  Portion(Priority upTo, Permit permit, Supplier<Permit> present, Clock clock) {
    this.upTo = upTo;
    this.permit = permit;
    this.present = present;
    this.clock = clock;
  }

  /**
   * What to ask for beside what is held; null if everything: what has to be healed and is not named
   * to be compared is not named at all, and must not be taken for what can be put off.
   */
  @Nullable Take take(Connection connection, SyncRequest request) throws SQLException {
    Set<String> compared = request.compare() == null ? Set.of() : request.compare().keySet();
    boolean allNamed = compared.containsAll(Staging.suspects(connection));
    return permit.downloads() && !allNamed
        ? null
        : permit.take(upTo, HeldLater.buckets(connection));
  }

  /** Whether what an earlier sync has begun may go on before the server is asked. */
  boolean goesOnUnasked() {
    return permit.downloads() && upTo == Priority.FIRST;
  }

  /**
   * Whether it goes on with large pieces. A turn begins with the first of them, so that each brings
   * something, however long the server took to say what there is.
   */
  boolean goesOn() {
    if (permit.downloads() && !present.get().downloads()) {
      return false;
    }
    Instant now = clock.instant();
    if (begun == null) {
      begun = now;
    }
    return upTo == Priority.FIRST || Duration.between(begun, now).compareTo(TURN) < 0;
  }
}
