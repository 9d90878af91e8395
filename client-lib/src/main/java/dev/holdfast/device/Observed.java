package dev.holdfast.device;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.sync.Gate;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** What can be observed of a device: changes of its cases and tables. */
abstract class Observed {
  final Observers observers;
  final Gate gate;

  /**
   * Nobody observes it yet.
   *
   * @param gate whether it may be observed
   * @param executor calls subscribers
   */
  Observed(Gate gate, Executor executor) {
    this.gate = gate;
    this.observers = new Observers(executor);
  }

  /**
   * Observes changes by anybody: one's own actions at once, and others' after each sync. The
   * observer is called by the thread that made the change and should be quick. What it throws is
   * logged, and changes nothing for anybody else.
   *
   * @return ends it
   */
  public Subscription watch(Consumer<? super Change> observer) {
    gate.requireOpen();
    return observers.add(observer);
  }

  /**
   * The same changes for subscribers of reactive streams. A subscriber that is slow is told several
   * changes as one, so that none is missing and nothing piles up; it never makes anybody wait. It
   * is called by the executor of the {@link HoldfastBuilder#observeOn builder}, and told the end
   * when the store is closed.
   */
  public Flow.Publisher<Change> changes() {
    return observers.changes();
  }
}
