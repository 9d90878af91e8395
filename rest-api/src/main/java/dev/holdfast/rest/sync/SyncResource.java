package dev.holdfast.rest.sync;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.rest.platform.StreamedAnswer;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.DeviceSync;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The way down. */
@Path("/sync")
@Consumes(MediaType.APPLICATION_JSON)
public class SyncResource {
  /** What a device holds: a line for each of some ten thousand buckets. */
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  @Inject private DeviceSync sync;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;

  /** Streams what the device lacks; 204 if that is nothing. */
  @POST
  @Produces(SyncHeader.MEDIA_TYPE)
  @BodyLimit(bytes = MAX_REQUEST_BYTES)
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(mediaType = SyncHeader.MEDIA_TYPE))
  @APIResponse(responseCode = "204", description = "Nothing is new")
  public void stream(
      SyncRequest request,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    StreamedAnswer answer = new StreamedAnswer(response, SyncHeader.MEDIA_TYPE, acceptEncoding);
    answer.send(out -> sync.stream(caller.get(), request, () -> out));
  }

  /** What the device tells after it switched to a checkpoint. */
  @POST
  @Path("/report")
  @APIResponse(responseCode = "204", description = "Heard")
  public void report(SyncReport report) throws RefusedException {
    sync.report(caller.get(), report);
  }
}
