package dev.holdfast.server.hooks.internal;

import static dev.holdfast.server.hooks.internal.HooksLog.LOG;

import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;

/**
 * Gives each webhook that something is due for to a courier, unless one of this node has it; and
 * now and then forgets old messages and those to webhooks that are removed, and calls those that
 * wait for nobody. Without a webhook it asks nothing. To be called without a transaction, by one
 * thread.
 */
@ApplicationScoped
public class Dispatch {
  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
  private static final int PART = 1_000;

  private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
  private Subscriptions subscriptions;
  private Deliveries deliveries;
  private Courier courier;
  private CourierThreads threads;
  private Settings settings;
  private Clock clock;
  private Instant nextPurge = Instant.MIN;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Dispatch() {}

  /** Gives work to threads. */
  @Inject
  public Dispatch(
      Subscriptions subscriptions,
      Deliveries deliveries,
      Courier courier,
      CourierThreads threads,
      Settings settings,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.courier = courier;
    this.threads = threads;
    this.settings = settings;
    this.clock = clock;
  }

  /** One turn. */
  void turn() {
    Instant now = clock.instant();
    if (!subscriptions.all().isEmpty()) {
      try {
        deliveries.due(now).forEach(this::begin);
      } catch (RejectedExecutionException e) {
        // As many as allowed are at work: whose turn was longest ago is first in the next one.
        LOG.busy(atWork.size());
      }
    }
    if (!now.isBefore(nextPurge)) {
      nextPurge = now.plus(BETWEEN_PURGES);
      purge(now);
    }
  }

  private void purge(Instant now) {
    Instant delivered = now.minus(settings.get(HooksSettings.DELIVERED_RETENTION));
    Instant failed = now.minus(settings.get(HooksSettings.FAILED_RETENTION));
    subscriptions.all().forEach(subscription -> deliveries.call(subscription.webhook(), now));
    inParts(() -> deliveries.forget("delivered", delivered, PART));
    inParts(() -> deliveries.forget("failed", failed, PART));
    deliveries.abandoned().forEach(webhook -> inParts(() -> deliveries.sweep(webhook, PART)));
  }

  private void begin(UUID webhook) {
    if (atWork.add(webhook)) {
      try {
        threads.run(() -> deliver(webhook));
      } catch (RejectedExecutionException e) {
        atWork.remove(webhook);
        throw e;
      }
    }
  }

  private void deliver(UUID webhook) {
    try {
      courier.run(webhook);
    } catch (RuntimeException e) {
      // The top of the courier's thread: nobody else would hear of it. Its messages wait for a
      // turn.
      LOG.interrupted(webhook, e);
    } finally {
      atWork.remove(webhook);
    }
  }

  private static void inParts(IntSupplier forgotten) {
    int gone;
    do {
      gone = forgotten.getAsInt();
    } while (gone == PART);
  }
}
