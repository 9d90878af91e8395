package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The workbaskets in this node's memory until one of them, its members or the number of its
 * unresolved issues changes; then one statement reads them for all who ask, and no sooner than
 * {@link #FRESH} after the last, for while issues stream in they change all the time. Who asks
 * while they are read gets what was known before. Thread-safe.
 */
@ApplicationScoped
public class KnownBaskets {
  /** How old a look at the database may be: the watcher makes one in this time by itself. */
  private static final Duration OLDEST = Duration.ofSeconds(3);

  /** So long what was read is good enough, whatever changed. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private final ReentrantLock reading = new ReentrantLock();
  private Watch watch;
  private BasketList list;
  private Clock clock;
  private volatile @Nullable Known known;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected KnownBaskets() {}

  /** Keeps what a list has read. */
  @Inject
  public KnownBaskets(Watch watch, BasketList list, Clock clock) {
    this.watch = watch;
    this.list = list;
    this.clock = clock;
  }

  private record Known(List<BasketView> baskets, Look look, Mark mark, Instant readAt) {
    boolean holds() {
      return !mark.changedSince(look);
    }
  }

  /** All of them that have, or had, issues or members. */
  List<BasketView> all() {
    Known before = known;
    if (before != null && isGood(before)) {
      return before.baskets();
    }
    if (before == null) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return before.baskets();
    }
    try {
      Known meanwhile = known;
      return meanwhile != null && meanwhile != before ? meanwhile.baskets() : read().baskets();
    } finally {
      reading.unlock();
    }
  }

  private boolean isGood(Known before) {
    return isFresh(before) || (before.holds() && watch.sees(OLDEST) && before.holds());
  }

  private boolean isFresh(Known before) {
    Instant now = clock.instant();
    return !now.isBefore(before.readAt()) && now.isBefore(before.readAt().plus(FRESH));
  }

  private Known read() {
    Look look = watch.last();
    Mark mark = watch.mark(Mark.Subject.ALL_WORKBASKETS);
    Known read = new Known(list.all(Reach.ALL, List.of()), look, mark, clock.instant());
    known = read;
    return read;
  }
}
