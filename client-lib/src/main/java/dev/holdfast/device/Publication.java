package dev.holdfast.device;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BinaryOperator;

/**
 * A publisher that neither waits for a slow subscriber nor keeps more than one item for it: what
 * comes while a subscriber has not asked for more becomes one item with what waits for it already.
 * Not {@link java.util.concurrent.SubmissionPublisher}, which has a queue for each subscriber, and
 * when that is full waits or drops. Thread-safe.
 */
final class Publication<T> implements Flow.Publisher<T> {
  private final Executor executor;
  private final BinaryOperator<T> together;
  private final List<Delivery<T>> deliveries = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Without subscribers.
   *
   * @param executor calls subscribers
   * @param together makes one item of an earlier and a later one
   */
  Publication(Executor executor, BinaryOperator<T> together) {
    this.executor = executor;
    this.together = together;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    Delivery<T> delivery = new Delivery<>(subscriber, executor, together, deliveries::remove);
    deliveries.add(delivery);
    if (delivery.begin() && closed) {
      delivery.complete();
    }
  }

  /** Gives an item to all subscribers; calls none of them itself. */
  void publish(T item) {
    for (Delivery<T> delivery : deliveries) {
      delivery.offer(item);
    }
  }

  /** There is nothing more to come. What still waits is dropped. */
  void close() {
    closed = true;
    deliveries.forEach(Delivery::complete);
  }
}
