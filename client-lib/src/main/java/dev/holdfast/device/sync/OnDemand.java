package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Attachment;
import java.time.Duration;

/**
 * Fetches a content because a person asks for it, beside whatever sync goes on: that is left to get
 * new tokens. Used once.
 */
final class OnDemand {
  /** So often it is looked whether somebody else has fetched it. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Attempt.Parts parts;
  private final Undertaking undertaking;
  private final SessionKeeper session;

  OnDemand(Attempt.Parts parts, Undertaking undertaking) {
    this.parts = parts;
    this.undertaking = undertaking;
    this.session = parts.session().within(undertaking);
  }

  /**
   * Fetches.
   *
   * @throws dev.holdfast.device.api.AttachmentException {@code GONE} if the server does not have it
   */
  void fetch(Attachment attachment) {
    ContentFetch fetch =
        new ContentFetch(parts, undertaking, request -> session.callBeside(request, this::renew));
    try {
      ContentFetch.End end = fetch.fetch(attachment, () -> true);
      while (end == ContentFetch.End.BUSY) {
        undertaking.sleep(parts.surroundings().sleeper()::sleep, LOOK);
        end = fetch.fetch(attachment, () -> true);
      }
      if (end == ContentFetch.End.GONE) {
        throw ContentFetch.gone(attachment);
      }
    } catch (UnreachableException e) {
      throw undertaking.hasToEnd() ? new CancelledException(e) : e;
    }
  }

  private void renew() {
    try (SyncLock lock =
        SyncLock.acquire(
            parts.database().directory(), parts.surroundings().sleeper(), undertaking)) {
      session.renew();
    }
  }
}
