package dev.holdfast.device;

import dev.holdfast.device.store.Strangers;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings items to one subscriber, one call at a time, never more than it has asked for, and keeps
 * at most one item that it has not asked for yet. A subscriber that throws is not called again, as
 * the rules of reactive streams say. Thread-safe.
 */
final class Delivery<T> implements Flow.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Flow.Subscriber<? super T> subscriber;
  private final Executor executor;
  private final BinaryOperator<T> together;
  private final Consumer<Delivery<T>> over;
  private @Nullable T waiting;
  private long demand;
  private @Nullable Throwable misuse;
  private boolean complete;

  /** Nothing is to be called any more. */
  private boolean ended;

  /** Somebody calls the subscriber, or is about to; until it has begun that is {@link #begin}. */
  private boolean calling = true;

  /**
   * Not yet begun.
   *
   * @param executor calls the subscriber
   * @param together makes one item of an earlier and a later one
   * @param over told when nothing is to be brought any more
   */
  Delivery(
      Flow.Subscriber<? super T> subscriber,
      Executor executor,
      BinaryOperator<T> together,
      Consumer<Delivery<T>> over) {
    this.subscriber = subscriber;
    this.executor = executor;
    this.together = together;
    this.over = over;
  }

  /** Introduces itself, by the present thread, before anything else; returns whether it goes on. */
  boolean begin() {
    if (!calls(() -> subscriber.onSubscribe(this))) {
      return false;
    }
    synchronized (this) {
      calling = false;
    }
    call();
    return true;
  }

  void offer(T item) {
    synchronized (this) {
      waiting = waiting == null ? item : together.apply(waiting, item);
    }
    call();
  }

  void complete() {
    synchronized (this) {
      complete = true;
    }
    call();
  }

  @Override
  public void request(long items) {
    synchronized (this) {
      if (items <= 0) {
        misuse = new IllegalArgumentException("asked for " + items + " items; at least 1 is one");
      } else {
        // More than that is no limit at all.
        demand = items > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + items;
      }
    }
    call();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      ended = true;
      waiting = null;
    }
    over.accept(this);
  }

  /** Has the subscriber called, unless that is under way: who calls it looks again at its end. */
  private void call() {
    synchronized (this) {
      if (calling || !isDue()) {
        return;
      }
      calling = true;
    }
    boolean taken =
        Strangers.call(
            () -> executor.execute(this::bring),
            LOG,
            "A subscriber can't be called, its executor does not take it.");
    if (!taken) {
      cancel();
    }
  }

  private boolean isDue() {
    return !ended && (misuse != null || complete || (waiting != null && demand > 0));
  }

  private void bring() {
    for (Runnable next = next(); next != null; next = next()) {
      if (!calls(next)) {
        return;
      }
    }
  }

  /** The next call; null if there is none for the time being. */
  private synchronized @Nullable Runnable next() {
    if (!isDue()) {
      calling = false;
      return null;
    }
    Throwable mistake = misuse;
    T item = waiting;
    if (mistake != null) {
      end();
      return () -> subscriber.onError(mistake);
    }
    if (complete || item == null) {
      end();
      return subscriber::onComplete;
    }
    waiting = null;
    if (demand < Long.MAX_VALUE) {
      demand--;
    }
    return () -> subscriber.onNext(item);
  }

  private void end() {
    ended = true;
    waiting = null;
    over.accept(this);
  }

  private boolean calls(Runnable call) {
    boolean called = Strangers.call(call, LOG, "A subscriber failed; it is not called any more.");
    if (!called) {
      cancel();
    }
    return called;
  }
}
