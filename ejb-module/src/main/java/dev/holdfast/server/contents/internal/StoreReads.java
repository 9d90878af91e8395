package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.DamagedException;
import dev.holdfast.server.contents.internal.store.SealedObjects;
import dev.holdfast.server.contents.internal.store.StoreAwayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Reads from the store for those who wait for an answer. A store that hangs would hold a thread of
 * the server for each of them: so many at most ask it at once, and nobody for a while after it was
 * away. Thread-safe.
 */
@ApplicationScoped
public class StoreReads {
  /** WildFly has sixteen worker threads for each processor. */
  private static final int PER_PROCESSOR = 4;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Stores stores;
  private final Clock clock;
  private final Semaphore free =
      new Semaphore(PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
  private volatile Instant notBefore = Instant.MIN;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StoreReads() {
    this(null, null);
  }

  /** From the store that is configured. */
  @Inject
  public StoreReads(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * Some bytes of a content that lies in the store; see {@link SealedObjects#read}.
   *
   * @throws StoreAwayException also if it was just now, or too many others wait for it
   */
  byte[] read(ContentRows.Row content, UUID object, long at, long to)
      throws StoreAwayException, DamagedException {
    SealedObjects objects = stores.objects().orElseThrow(() -> NoStore.ofContent(content.id()));
    if (clock.instant().isBefore(notBefore) || !free.tryAcquire()) {
      throw new StoreAwayException(
          objects.store().name() + " was away just now, or answers slowly", null);
    }
    try {
      return objects.read(object, content.bytes(), at, to);
    } catch (StoreAwayException e) {
      notBefore = clock.instant().plus(PAUSE);
      throw e;
    } finally {
      free.release();
    }
  }
}
