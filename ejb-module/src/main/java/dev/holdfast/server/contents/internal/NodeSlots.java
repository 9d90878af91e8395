package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.UploadSlots;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Slots of this node. Where bodies come fast, one is free in a moment: half as many as there are
 * slots wait for that, so that a quarter of WildFly's threads is left to everybody else.
 * Thread-safe.
 */
@ApplicationScoped
public class NodeSlots implements UploadSlots {
  /** WildFly has sixteen worker threads for each processor. */
  private static final int PER_PROCESSOR = 8;

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Semaphore free;
  private final Semaphore waiting;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected NodeSlots() {
    this.free = null;
    this.waiting = null;
  }

  /** As many as the settings say. */
  @Inject
  public NodeSlots(Settings settings) {
    int said = settings.get(ContentsSettings.UPLOADS_AT_ONCE);
    int slots = said > 0 ? said : PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    this.free = new Semaphore(slots);
    this.waiting = new Semaphore((slots + 1) / 2);
  }

  @Override
  public Slot take() throws RefusedException {
    if (!free.tryAcquire() && !isFreeInAMoment()) {
      throw RefusedException.later(
          ErrorCode.UPLOADS_BUSY, "Other devices are sending. Go on in a moment.", WAIT);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        free.release();
      }
    };
  }

  private boolean isFreeInAMoment() {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return free.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }
}
