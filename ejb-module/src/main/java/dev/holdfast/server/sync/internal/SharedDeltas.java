package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deltas that many devices want at the same time, read once: the first who asks reads, the others
 * wait for it and get the same bytes. A few of them are kept, as long as they are current.
 * Thread-safe.
 */
@ApplicationScoped
public class SharedDeltas {
  private static final int KEPT = 64;
  private static final int TRIES = 2;
  private static final long PATIENCE_SECONDS = 20;

  private final Map<Key, CompletableFuture<Optional<SharedDelta>>> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Key, CompletableFuture<Optional<SharedDelta>>> eldest) {
          return size() > KEPT;
        }
      };

  private DeltaReader reader;
  private Watch watch;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected SharedDeltas() {}

  @Inject
  SharedDeltas(DeltaReader reader, Watch watch) {
    this.reader = reader;
    this.watch = watch;
  }

  private record Key(long from, Set<Mark> buckets) {}

  /**
   * A delta of some buckets for a device that lacks nothing from before a look.
   *
   * @param age how old what it was read in may be
   * @return empty if there is none that can be shared
   */
  Optional<SharedDelta> of(List<Watched> buckets, Look look, Duration age)
      throws SQLException, IOException, RefusedException {
    if (buckets.stream().anyMatch(b -> b.unit().strategy() == ReceiveStrategy.TABLE)) {
      return Optional.empty();
    }
    Look from = quietSince(buckets, look);
    if (from == null) {
      return Optional.empty();
    }
    Key key =
        new Key(
            from.number(),
            buckets.stream().map(Watched::mark).collect(Collectors.toUnmodifiableSet()));
    for (int i = 0; i < TRIES; i++) {
      CompletableFuture<Optional<SharedDelta>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<SharedDelta>> present = begin(key, mine);
      if (present == null) {
        return read(key, mine, from, buckets);
      }
      Optional<SharedDelta> delta = await(present);
      if (delta.isEmpty() || watch.sees(age) && delta.get().current()) {
        return delta;
      }
      forget(key, present);
    }
    return Optional.empty();
  }

  /**
   * From where on all buckets were quiet up to a look: where the last of them became so, since from
   * any earlier on something would come that the device has. Null if that is not known.
   */
  private static @Nullable Look quietSince(List<Watched> buckets, Look look) {
    Look from = null;
    for (Watched bucket : buckets) {
      Optional<Look> quiet = bucket.mark().quietSince(look);
      if (quiet.isEmpty() || quiet.get().number() == 0) {
        return null;
      }
      from = from == null || quiet.get().number() > from.number() ? quiet.get() : from;
    }
    return from;
  }

  private Optional<SharedDelta> read(
      Key key, CompletableFuture<Optional<SharedDelta>> mine, Look from, List<Watched> buckets)
      throws SQLException, IOException, RefusedException {
    Optional<SharedDelta> delta = Optional.empty();
    boolean failed = true;
    try {
      delta = reader.read(from, buckets);
      failed = false;
      return delta;
    } finally {
      if (failed) {
        forget(key, mine);
      }
      mine.complete(delta);
    }
  }

  private static Optional<SharedDelta> await(CompletableFuture<Optional<SharedDelta>> present) {
    try {
      return present.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private synchronized @Nullable CompletableFuture<Optional<SharedDelta>> begin(
      Key key, CompletableFuture<Optional<SharedDelta>> mine) {
    return kept.putIfAbsent(key, mine);
  }

  private synchronized void forget(Key key, CompletableFuture<Optional<SharedDelta>> one) {
    kept.remove(key, one);
  }
}
