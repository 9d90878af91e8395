package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.sync.internal.SegmentsLackingException.Lacking;
import dev.holdfast.server.tables.api.Capture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes segments: those of a bucket once, however many devices wait for them, and of a few buckets
 * at a time, in threads of its own. Thread-safe.
 */
@ApplicationScoped
public class ManifestBuilder {
  /** Who waits goes on when this part is made: it can be fetched while the rest is. */
  private static final int WORTH_AN_ANSWER = 4;

  /**
   * Least wait in vain: who is told "being made" comes again at once, and is not to go in circles.
   */
  private static final Duration LEAST_WAIT = Duration.ofMillis(200);

  private final Map<ManifestKey, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private Manifests manifests;
  private BucketSegments segments;
  private SegmentThreads threads;
  private Capture capture;
  private Duration patience;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected ManifestBuilder() {}

  @Inject
  ManifestBuilder(
      Manifests manifests,
      BucketSegments segments,
      SegmentThreads threads,
      Capture capture,
      Settings settings) {
    this.manifests = manifests;
    this.segments = segments;
    this.threads = threads;
    this.capture = capture;
    Duration wait = settings.get(SyncSettings.STREAM_WAIT);
    this.patience = wait.compareTo(LEAST_WAIT) > 0 ? wait : LEAST_WAIT;
  }

  /**
   * Returns when a part of these buckets has segments, or can't have them: a failure is logged, and
   * the bucket goes as lines. Returns too when that takes longer than a device waits: the stream
   * says then that they are being made. The rest is made on in any case.
   *
   * @throws RefusedException {@code UNAVAILABLE} if the server is being stopped
   */
  public void build(List<Lacking> lacking) throws RefusedException {
    Semaphore made = new Semaphore(0);
    for (Lacking bucket : lacking) {
      CompletableFuture<Void> unused = start(bucket).thenRun(made::release);
    }
    int enough = (lacking.size() + WORTH_AN_ANSWER - 1) / WORTH_AN_ANSWER;
    try {
      if (!made.tryAcquire(enough, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.stillMaking(
            lacking.size() - made.availablePermits(), lacking.size(), patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(
          ErrorCode.UNAVAILABLE, "This server is being stopped. Nothing is lost; try again later.");
    }
  }

  /**
   * Whether a bucket's segments are being made. Whoever is told no finds those that were made until
   * then.
   */
  boolean isMaking(ManifestKey bucket) {
    return running.containsKey(bucket);
  }

  private CompletableFuture<Boolean> start(Lacking bucket) {
    CompletableFuture<Boolean> own = new CompletableFuture<>();
    CompletableFuture<Boolean> other = running.putIfAbsent(bucket.key(), own);
    if (other != null) {
      return other;
    }
    try {
      threads.run(() -> make(bucket, own));
    } catch (RejectedExecutionException e) {
      LOG.notBuilt(e);
      end(bucket, own);
    }
    return own;
  }

  private void make(Lacking bucket, CompletableFuture<Boolean> done) {
    try {
      // What somebody else has made between the look and the turn is as good.
      if (manifests.find(bucket.key()).filter(m -> !m.equals(bucket.found())).isEmpty()) {
        manifests.put(bucket.key(), segments.build(bucket.key()));
      }
    } catch (BrokenCaptureException e) {
      capture.suspect(e.unit(), "row missing");
      LOG.notBuilt(e);
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.notBuilt(e);
    } finally {
      end(bucket, done);
    }
  }

  private void end(Lacking bucket, CompletableFuture<Boolean> done) {
    running.remove(bucket.key(), done);
    done.complete(true);
  }
}
