package dev.holdfast.device;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of changes. Safe for use by many threads. */
final class Observers {
  private final List<Consumer<Change>> observers = new CopyOnWriteArrayList<>();

  Subscription add(Consumer<Change> observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  void tell(Change change) {
    observers.forEach(observer -> observer.accept(change));
  }
}
