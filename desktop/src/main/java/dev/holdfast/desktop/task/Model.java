package dev.holdfast.desktop.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a screen shows, and who draws it. Belongs to the thread of the user interface.
 *
 * @param <S> an immutable value
 */
public final class Model<S> {
  private final List<Consumer<? super S>> listeners = new CopyOnWriteArrayList<>();
  private S value;

  /** A model that shows this first. */
  public Model(S first) {
    this.value = first;
  }

  /** What it shows. */
  public S get() {
    return value;
  }

  /** Shows something else; who listens is told, unless it is the same. */
  public void set(S next) {
    if (!next.equals(value)) {
      value = next;
      listeners.forEach(listener -> listener.accept(next));
    }
  }

  /**
   * Tells somebody what it shows, now and whenever that changes.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<? super S> listener) {
    listeners.add(listener);
    listener.accept(value);
    return () -> listeners.remove(listener);
  }
}
