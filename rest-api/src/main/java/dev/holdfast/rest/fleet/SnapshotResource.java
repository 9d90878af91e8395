package dev.holdfast.rest.fleet;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Exports;
import dev.holdfast.server.fleet.api.SnapshotFiles;
import dev.holdfast.server.fleet.api.SnapshotFiles.SnapshotOrder;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Snapshot files, for administrators. */
@Path("/admin/snapshots")
public class SnapshotResource {
  private static final String SNAPSHOT = "application/vnd.holdfast.snapshot";

  @Inject private SnapshotFiles files;
  @Inject private Exports exports;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;

  /**
   * Makes a file from which any number of devices begin: all that a user, or somebody with these
   * roles and attributes, holds of an application.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(SNAPSHOT)
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = SNAPSHOT))
  public void make(SnapshotOrder order) throws RefusedException {
    // Compressed and encrypted as it is.
    exports.send(response, SNAPSHOT, null, out -> files.make(caller.get(), order, out));
  }
}
