package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.platform.api.ErrorCode;
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
  public record PurgeJson(
      Instant startedAt, @Nullable Long millis, long tombstones, long sums, long syncs) {
    static PurgeJson of(Purged purged) {
      Duration took = purged.took();
      return new PurgeJson(
          purged.startedAt(),
          took == null ? null : took.toMillis(),
          purged.tombstones(),
          purged.sums(),
          purged.syncs());
    }
  }

  /** The last purge. */
  @GET
  public PurgeJson last() throws RefusedException {
    return purging
        .last(caller.get())
        .map(PurgeJson::of)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There has been no purge yet."));
  }

  /** Purges now, as the settings say; 409 if the last purge was too short a time ago. */
  @POST
  public PurgeJson purge() throws RefusedException {
    return PurgeJson.of(purging.purge(caller.get()));
  }
}
