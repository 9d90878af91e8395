package dev.holdfast.server.hooks.internal;

import static dev.holdfast.server.hooks.internal.HooksLog.LOG;

import dev.holdfast.server.hooks.internal.Delivery.Receiver;
import dev.holdfast.server.hooks.internal.Sender.Attempt;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Delivers what is due to one webhook, one message after the other. A receiver that can't be
 * reached or fails rests, with all that waits for it; a message that the receiver refuses waits by
 * itself, with what follows on its case. To be called without a transaction. Thread-safe.
 */
@ApplicationScoped
public class Courier {
  /** After so many others get a turn. */
  private static final int MOST = 500;

  /** What an attempt takes besides the network. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private Deliveries deliveries;
  private Sender sender;
  private Secrets secrets;
  private Settings settings;
  private Clock clock;
  private Ids ids;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Courier() {}

  /** Delivers by a sender. */
  @Inject
  public Courier(
      Deliveries deliveries,
      Sender sender,
      Secrets secrets,
      Settings settings,
      Clock clock,
      Ids ids) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /** Delivers to a webhook until nothing is due, it has to rest, or others should have a turn. */
  void run(UUID webhook) {
    UUID self = ids.next();
    if (!deliveries.claim(webhook, self, clock.instant(), hold())) {
      return;
    }
    try {
      giveUp(webhook);
      boolean goesOn = true;
      for (int i = 0; goesOn && i < MOST; i++) {
        Optional<Delivery> next = deliveries.next(webhook, self, clock.instant(), hold());
        goesOn = next.isPresent() && deliver(next.get());
      }
    } finally {
      deliveries.release(webhook, self, clock.instant());
    }
  }

  private Duration hold() {
    return settings
        .get(HooksSettings.CONNECT_TIMEOUT)
        .plus(settings.get(HooksSettings.ANSWER_TIMEOUT))
        .plus(MARGIN);
  }

  private void giveUp(UUID webhook) {
    int messages = deliveries.giveUp(webhook, clock.instant());
    if (messages > 0) {
      LOG.givenUp(messages, webhook);
    }
  }

  /** Delivers one; returns whether the receiver may get the next. */
  private boolean deliver(Delivery delivery) {
    Receiver receiver = delivery.receiver();
    Attempt attempt = sender.post(receiver.url(), headers(delivery), delivery.body());
    Instant now = clock.instant();
    if (attempt.isTaken()) {
      deliveries.taken(delivery, attempt, now);
      if (receiver.failures() > 0) {
        LOG.receiverIsBack(delivery.webhook(), receiver.failures());
      }
      return true;
    }
    Pauses pauses = Pauses.of(settings, ThreadLocalRandom.current()::nextDouble);
    deliveries.notTaken(delivery, attempt, now, pauses.after(delivery.attempts() + 1));
    if (attempt.isAboutTheMessage()) {
      return true;
    }
    String error = Objects.requireNonNull(attempt.error());
    deliveries.rest(delivery.webhook(), error, now.plus(pauses.after(receiver.failures() + 1)));
    if (receiver.failures() == 0) {
      LOG.receiverFails(delivery.webhook(), error);
    }
    return false;
  }

  private Map<String, String> headers(Delivery delivery) {
    Instant now = clock.instant();
    List<byte[]> keys =
        delivery.receiver().secretNumbers(now).stream()
            .map(number -> secrets.key(delivery.webhook(), number))
            .toList();
    String id = delivery.id().toString();
    return Map.of(
        "Content-Type",
        "application/cloudevents+json; charset=UTF-8",
        "User-Agent",
        "Holdfast",
        "webhook-id",
        id,
        "webhook-timestamp",
        String.valueOf(now.getEpochSecond()),
        "webhook-signature",
        Signature.of(id, now, delivery.body(), keys));
  }
}
