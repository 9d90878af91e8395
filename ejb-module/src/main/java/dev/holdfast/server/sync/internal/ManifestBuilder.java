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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes segments: those of a bucket once, however many devices wait for them, and of a few buckets
 * at a time. Thread-safe.
 */
@ApplicationScoped
public class ManifestBuilder {
  private final Map<ManifestKey, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private Manifests manifests;
  private BucketSegments segments;
  private Capture capture;
  private Semaphore free;
  private Duration patience;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected ManifestBuilder() {}

  @Inject
  ManifestBuilder(
      Manifests manifests, BucketSegments segments, Capture capture, Settings settings) {
    this.manifests = manifests;
    this.segments = segments;
    this.capture = capture;
    this.free = new Semaphore(settings.get(SyncSettings.SEGMENT_BUILDS), true);
    this.patience = settings.get(SyncSettings.STREAM_WAIT);
  }

  /**
   * Returns when these buckets have segments, or can't have them: a failure is logged, and the
   * buckets go as lines.
   *
   * @throws RefusedException {@code UNAVAILABLE} if it takes too long
   */
  public void build(List<Lacking> lacking) throws RefusedException {
    List<Lacking> own = new ArrayList<>();
    List<CompletableFuture<Boolean>> others = new ArrayList<>();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    for (Lacking bucket : lacking) {
      CompletableFuture<Boolean> other = running.putIfAbsent(bucket.key(), done);
      if (other == null) {
        own.add(bucket);
      } else {
        others.add(other);
      }
    }
    try {
      if (!own.isEmpty()) {
        buildOwn(own);
      }
    } finally {
      own.forEach(bucket -> running.remove(bucket.key(), done));
      done.complete(true);
    }
    for (CompletableFuture<Boolean> other : others) {
      await(other);
    }
  }

  private void buildOwn(List<Lacking> own) throws RefusedException {
    enter();
    try {
      // What somebody else has made between the look and the turn is as good.
      List<ManifestKey> wanted =
          own.stream()
              .filter(b -> manifests.find(b.key()).filter(m -> !m.equals(b.found())).isEmpty())
              .map(Lacking::key)
              .toList();
      segments.build(wanted).forEach(manifests::put);
    } catch (BrokenCaptureException e) {
      capture.suspect(e.unit(), "row missing");
      LOG.notBuilt(e);
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.notBuilt(e);
    } finally {
      free.release();
    }
  }

  private void enter() throws RefusedException {
    try {
      if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw busy();
  }

  private void await(CompletableFuture<Boolean> other) throws RefusedException {
    try {
      other.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (TimeoutException e) {
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed with a failure", e);
    }
  }

  private static RefusedException busy() {
    return new RefusedException(
        ErrorCode.UNAVAILABLE, "Segments are being made. Nothing is lost; try again later.");
  }
}
