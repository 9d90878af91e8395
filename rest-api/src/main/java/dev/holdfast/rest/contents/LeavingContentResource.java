package dev.holdfast.rest.contents;

import dev.holdfast.rest.identity.Departing;
import dev.holdfast.rest.identity.Unauthenticated;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.jspecify.annotations.Nullable;

/** What the last actions of devices bring that were ended: as uploads of others, by their token. */
@Path("/leaving/contents")
@Unauthenticated
@SecurityRequirementsSet
public class LeavingContentResource {
  @Inject private Uploading uploading;

  /** Begins an upload, or finds one to go on with; a body is its first part. */
  @POST
  @Departing
  @Tus
  @BodyLimit(bytes = BodyLimit.NONE)
  @RequestBody(content = @Content(mediaType = Tus.PART, schema = @Schema(format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Location is the upload, Upload-Offset where it stands")
  public Response begin(
      @HeaderParam(Tus.LENGTH) @Nullable String length,
      @HeaderParam(Tus.METADATA) @Nullable String metadata,
      @HeaderParam(Tus.CHECKSUM) @Nullable String checksum,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      @Context UriInfo uri,
      InputStream body)
      throws RefusedException, IOException {
    return uploading.begin(
        new Uploading.Creation(length, metadata, checksum, type, body),
        uri.getBaseUri().getPath() + "leaving/contents/uploads/",
        ContentUploads::createLast);
  }

  /** Where an upload stands. */
  @HEAD
  @Path("/uploads/{upload}")
  @Departing
  @Tus
  @APIResponse(responseCode = "200", description = "Upload-Offset and Upload-Length say it")
  public Response stands(@PathParam("upload") UUID id) throws RefusedException {
    return uploading.stands(id);
  }

  /** Takes more of an upload, in pieces; each is kept as it is there. */
  @PATCH
  @Path("/uploads/{upload}")
  @Departing
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
}
