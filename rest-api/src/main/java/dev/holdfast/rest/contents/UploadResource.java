package dev.holdfast.rest.contents;

import dev.holdfast.rest.identity.CountedApart;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Uploads of contents, by tus 1.0.0. */
@Path("/contents/uploads")
@CountedApart
public class UploadResource {
  @Inject private ContentUploads uploads;
  @Inject private Uploading uploading;
  @Inject private CurrentCaller caller;

  /** Where an upload stands. */
  @HEAD
  @Path("/{upload}")
  @Tus
  @APIResponse(responseCode = "200", description = "Upload-Offset and Upload-Length say it")
  public Response stands(@PathParam("upload") UUID id) throws RefusedException {
    return uploading.stands(id);
  }

  /** Takes more of an upload, in pieces; each is kept as it is there. */
  @PATCH
  @Path("/{upload}")
  @Tus
  @Consumes(Tus.PART)
  @BodyLimit(bytes = BodyLimit.NONE)
  @RequestBody(content = @Content(mediaType = Tus.PART, schema = @Schema(format = "binary")))
  @APIResponse(
      responseCode = "204",
      description = "All of it was taken; Upload-Offset says where it stands")
  public Response take(
      @PathParam("upload") UUID id,
      @HeaderParam(Tus.OFFSET) @Nullable String offset,
      @HeaderParam(Tus.CHECKSUM) @Nullable String checksum,
      InputStream body)
      throws RefusedException, IOException {
    return uploading.take(id, offset, checksum, body);
  }

  /** Ends an upload; a content that is complete stays. */
  @DELETE
  @Path("/{upload}")
  @Tus
  @APIResponse(responseCode = "204", description = "It is ended")
  public Response end(@PathParam("upload") UUID id) throws RefusedException {
    uploads.end(caller.get(), id);
    return Response.noContent().build();
  }
}
