package dev.holdfast.server.hooks.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that is due, and to whom it goes.
 *
 * @param webhook the webhook
 * @param id the message
 * @param body what it says
 * @param attempts how often it was tried
 * @param giveUpAt when it has failed for good
 * @param receiver to whom
 */
record Delivery(
    UUID webhook, UUID id, String body, int attempts, Instant giveUpAt, Receiver receiver) {

  /**
   * Who receives.
   *
   * @param url where
   * @param secretNumber which secret it has
   * @param formerUntil until when it may still use the one before, null if it may not
   * @param failures failed attempts in a row
   */
  record Receiver(URI url, int secretNumber, @Nullable Instant formerUntil, int failures) {

    /** The numbers of the secrets that it may use. */
    List<Integer> secretNumbers(Instant now) {
      boolean former = formerUntil != null && now.isBefore(formerUntil);
      return Stream.concat(
              Stream.of(secretNumber), former ? Stream.of(secretNumber - 1) : Stream.empty())
          .toList();
    }
  }
}
