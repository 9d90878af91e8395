package dev.holdfast.rest.sync;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.ActionIntake;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The way up. */
@Path("/actions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ActionResource {
  @Inject private ActionIntake intake;
  @Inject private CurrentCaller caller;

  /** Judges a batch of actions, each exactly once. */
  @POST
  @BodyLimit(bytes = ActionBatch.MAX_BYTES)
  public ActionAnswer submit(ActionBatch batch) throws RefusedException {
    return intake.submit(caller.get(), batch);
  }
}
