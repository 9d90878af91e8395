package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the streams of this node, so that thousands of waking devices neither use up the database
 * connections nor keep each other from the ones they need besides. First come, first served.
 * Thread-safe.
 */
@ApplicationScoped
public class StreamSlots {
  private Semaphore free;
  private Duration patience;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected StreamSlots() {}

  /** As many as the settings say. */
  @Inject
  public StreamSlots(Settings settings) {
    this.free = new Semaphore(settings.get(SyncSettings.STREAMS), true);
    this.patience = settings.get(SyncSettings.STREAM_WAIT);
  }

  /**
   * Waits for a slot.
   *
   * @throws RefusedException {@code UNAVAILABLE} if none becomes free in time
   */
  public void enter() throws RefusedException {
    try {
      if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedException(
        ErrorCode.UNAVAILABLE, "Many devices are syncing. Nothing is lost; try again later.");
  }

  /** Gives a slot back. */
  public void leave() {
    free.release();
  }
}
