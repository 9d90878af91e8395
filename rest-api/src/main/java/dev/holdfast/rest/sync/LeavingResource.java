package dev.holdfast.rest.sync;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.identity.Departing;
import dev.holdfast.rest.identity.Unauthenticated;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.server.identity.api.Leaving;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.ActionIntake;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;

/** The last that devices do that were ended. Their tokens come with the refusal that says so. */
@Path("/leaving")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Unauthenticated
@SecurityRequirementsSet
public class LeavingResource {
  private static final int MOST_REPORT_BYTES = 4096;

  @Inject private Leaving leaving;
  @Inject private ActionIntake intake;
  @Inject private CurrentCaller caller;

  /** Judges the last actions of such a device, each exactly once. */
  @POST
  @Path("/actions")
  @Departing
  @BodyLimit(bytes = ActionBatch.MAX_BYTES)
  public ActionAnswer submit(ActionBatch batch) throws RefusedException {
    return intake.submitLast(caller.get(), batch);
  }

  /**
   * A device has done as it was ordered: sent what was taken, and erased its store if it had to.
   */
  @POST
  @APIResponse(responseCode = "204", description = "Heard")
  @BodyLimit(bytes = MOST_REPORT_BYTES)
  public void left(LeaveReport report) throws RefusedException {
    leaving.left(report);
  }
}
