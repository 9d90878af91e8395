package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workbaskets in this node's memory until one of them, its members or the number of its
 * unresolved issues changes; then one statement reads them for all who ask. Thread-safe.
 */
@ApplicationScoped
public class KnownBaskets {
  /** How old a look at the database may be: the watcher makes one in this time by itself. */
  private static final Duration OLDEST = Duration.ofSeconds(3);

  private Watch watch;
  private BasketList list;
  private @Nullable Known known;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected KnownBaskets() {}

  /** Keeps what a list has read. */
  @Inject
  public KnownBaskets(Watch watch, BasketList list) {
    this.watch = watch;
    this.list = list;
  }

  private record Known(List<BasketView> baskets, Look look, Mark mark) {
    boolean holds() {
      return !mark.changedSince(look);
    }
  }

  /** All of them that have, or had, issues or members. */
  synchronized List<BasketView> all() {
    Known before = known;
    if (before != null && before.holds() && watch.sees(OLDEST) && before.holds()) {
      return before.baskets();
    }
    Look look = watch.last();
    Mark mark = watch.mark(Mark.Subject.ALL_WORKBASKETS);
    List<BasketView> read = list.all(Reach.ALL, List.of());
    known = new Known(read, look, mark);
    return read;
  }
}
