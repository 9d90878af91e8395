package dev.holdfast.device;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.store.Strangers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told of changes. Whatever one of them throws is logged, and neither the store nor another
 * one notices. Safe for use by many threads.
 */
final class Observers {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<Consumer<? super Change>> observers = new CopyOnWriteArrayList<>();
  private final Publication<Change> changes;

  /**
   * Nobody yet.
   *
   * @param executor calls subscribers
   */
  Observers(Executor executor) {
    this.changes = new Publication<>(executor, Observers::together);
  }

  Subscription add(Consumer<? super Change> observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  /** The same for subscribers that say how much they can take. */
  Flow.Publisher<Change> changes() {
    return changes;
  }

  /** The one place where changes come in. */
  void tell(Change change) {
    for (Consumer<? super Change> observer : observers) {
      Strangers.call(
          () -> observer.accept(change),
          LOG,
          "An observer of changes failed; it is told the next one, too.");
    }
    changes.publish(change);
  }

  /** Nothing will change any more. */
  void close() {
    changes.close();
  }

  private static Change together(Change one, Change other) {
    return new Change(union(one.cases(), other.cases()), union(one.tables(), other.tables()));
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
