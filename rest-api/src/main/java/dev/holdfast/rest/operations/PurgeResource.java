package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.operations.api.Purging.PurgeState;
import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server forgets after a time. */
@Path("/admin/purge")
@Produces(MediaType.APPLICATION_JSON)
public class PurgeResource {
  @Inject private Purging purging;
  @Inject private CurrentCaller caller;

  /**
   * A purge.
   *
   * @param startedAt when it began
   * @param millis how long it took, null while it runs or if its node went down in the middle
   * @param tombstones entries of rows that are gone
   * @param sums counts and sums of buckets that nothing is in
   * @param syncs lines of the sync log
   */
  public record PurgeRun(
      Instant startedAt, @Nullable Long millis, long tombstones, long sums, long syncs) {
    static PurgeRun of(Purged purged) {
      Duration took = purged.took();
      return new PurgeRun(
          purged.startedAt(),
          took == null ? null : took.toMillis(),
          purged.tombstones(),
          purged.sums(),
          purged.syncs());
    }
  }

  /**
   * How purging stands.
   *
   * @param last the last purge, null if there was none yet
   * @param horizon what went from buckets before that is forgotten at the most; devices that were
   *     last here earlier get the buckets concerned whole. Null if there was no purge yet
   * @param nextAt before that no other purge begins, null if there was none yet
   * @param tombstoneRetentionSeconds how long is kept what went from a bucket
   * @param syncLogRetentionSeconds how long syncs are in the log
   * @param minTimeBetweenPurgesSeconds least time between the beginnings of two purges
   */
  public record PurgeJson(
      @Nullable PurgeRun last,
      @Nullable Instant horizon,
      @Nullable Instant nextAt,
      long tombstoneRetentionSeconds,
      long syncLogRetentionSeconds,
      long minTimeBetweenPurgesSeconds) {
    static PurgeJson of(PurgeState state) {
      Purged last = state.last();
      return new PurgeJson(
          last == null ? null : PurgeRun.of(last),
          state.horizon(),
          state.nextAt(),
          state.retention().toSeconds(),
          state.syncLogRetention().toSeconds(),
          state.pause().toSeconds());
    }
  }

  /** The last purge, up to where it went, and when the next may begin. */
  @GET
  public PurgeJson state() throws RefusedException {
    return PurgeJson.of(purging.state(caller.get()));
  }

  /** Purges now, as the settings say; 409 if the last purge was too short a time ago. */
  @POST
  public PurgeRun purge() throws RefusedException {
    return PurgeRun.of(purging.purge(caller.get()));
  }
}
