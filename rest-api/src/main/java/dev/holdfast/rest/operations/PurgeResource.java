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
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
   * @param status {@code running}, {@code done}, {@code failed}, or {@code interrupted}: its node
   *     went down in the middle
   * @param millis how long it took, null unless it is done or failed
   * @param step what it is at, or was when it ended early: {@code tombstones}, {@code sync-log},
   *     {@code devices}, {@code alerts}, {@code cases}; else null
   * @param tombstones entries of rows that are gone; while it runs, so far, as the others
   * @param sums counts and sums of buckets that nothing is in
   * @param syncs lines of the sync log
   * @param alerts closed alerts
   * @param cases completed cases whose retention is over, with their histories
   * @param error what it failed with, null if it did not
   */
  public record PurgeRun(
      Instant startedAt,
      String status,
      @Nullable Long millis,
      @Nullable String step,
      long tombstones,
      long sums,
      long syncs,
      long alerts,
      long cases,
      @Nullable String error) {
    static PurgeRun of(Purged purged) {
      Duration took = purged.took();
      return new PurgeRun(
          purged.startedAt(),
          purged.status().code(),
          took == null ? null : took.toMillis(),
          purged.step(),
          purged.tombstones(),
          purged.sums(),
          purged.syncs(),
          purged.alerts(),
          purged.cases(),
          purged.error());
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
   * @param alertRetentionSeconds how long closed alerts are kept
   * @param minTimeBetweenPurgesSeconds least time between the beginnings of two purges
   */
  public record PurgeJson(
      @Nullable PurgeRun last,
      @Nullable Instant horizon,
      @Nullable Instant nextAt,
      long tombstoneRetentionSeconds,
      long syncLogRetentionSeconds,
      long alertRetentionSeconds,
      long minTimeBetweenPurgesSeconds) {
    static PurgeJson of(PurgeState state) {
      Purged last = state.last();
      return new PurgeJson(
          last == null ? null : PurgeRun.of(last),
          state.horizon(),
          state.nextAt(),
          state.retention().toSeconds(),
          state.syncLogRetention().toSeconds(),
          state.alertRetention().toSeconds(),
          state.pause().toSeconds());
    }
  }

  /** The last purge, up to where it went, and when the next may begin. */
  @GET
  public PurgeJson state() throws RefusedException {
    return PurgeJson.of(purging.state(caller.get()));
  }

  /**
   * Begins a purge, as the settings say; 409 if one is running, or the last one was too short a
   * time ago. The answer says how purging stands then; ask again for how it goes.
   */
  @POST
  @APIResponse(
      responseCode = "202",
      description = "It has begun",
      content = @Content(schema = @Schema(implementation = PurgeJson.class)))
  public Response purge() throws RefusedException {
    return Response.accepted(PurgeJson.of(purging.purge(caller.get()))).build();
  }
}
