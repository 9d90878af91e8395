package dev.holdfast.rest.contents;

import dev.holdfast.rest.identity.CountedApart;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.api.Thumbnails;
import dev.holdfast.server.contents.api.Thumbnails.Thumbnail;
import dev.holdfast.server.platform.api.ByteRange;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Contents of attachments. */
@Path("/contents")
@CountedApart
public class ContentResource {
  private static final String THUMBNAIL = "image/jpeg";
  private static final String FOR_GOOD = "private, max-age=31536000, immutable";

  @Inject private ContentUploads uploads;
  @Inject private Uploading uploading;
  @Inject private ContentDownloads downloads;
  @Inject private Thumbnails thumbnails;
  @Inject private CurrentCaller caller;

  /** What is spoken of tus. */
  @OPTIONS
  @Tus
  @APIResponse(responseCode = "204", description = "The headers Tus-... say it")
  public Response spoken() {
    return Response.noContent()
        .header(Tus.VERSIONS, Tus.VERSION)
        .header("Tus-Extension", Tus.EXTENSIONS)
        .header("Tus-Max-Size", uploads.maxBytes())
        .header("Tus-Checksum-Algorithm", Checksum.ALGORITHMS)
        .build();
  }

  /** Begins an upload, or finds one to go on with; a body is its first part. */
  @POST
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
        uri.getBaseUri().getPath() + "contents/uploads/",
        ContentUploads::create);
  }

  /** A content, or a range of it; it never changes. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @APIResponse(
      responseCode = "200",
      description = "The content",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The range of it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(format = "binary")))
  public Response content(
      @PathParam("id") String id,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange)
      throws RefusedException {
    Stored content = downloads.find(caller.get(), id);
    String tag = '"' + content.id() + '"';
    Optional<ByteRange> asked = ByteRange.of(range, ifRange, tag, content.bytes());
    ByteRange part = asked.orElse(new ByteRange(0, content.bytes()));
    InputStream bytes = downloads.open(content, part.from(), part.to());
    Response.ResponseBuilder answer =
        asked.isPresent()
            ? Response.status(Status.PARTIAL_CONTENT)
                .header("Content-Range", part.contentRange(content.bytes()))
            : Response.ok();
    return answer
        .entity(bytes)
        .header(HttpHeaders.CONTENT_LENGTH, part.to() - part.from())
        .header(HttpHeaders.ETAG, tag)
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", "attachment")
        .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
        .build();
  }

  /** A small picture of a content that is one, as JPEG; it never changes. */
  @GET
  @Path("/{id}/thumbnail")
  @Produces(THUMBNAIL)
  @APIResponse(
      responseCode = "200",
      description = "The thumbnail, at most 320 pixels wide and high",
      content = @Content(mediaType = THUMBNAIL, schema = @Schema(format = "binary")))
  public Response thumbnail(@PathParam("id") String id) throws RefusedException {
    Thumbnail thumbnail = thumbnails.find(caller.get(), id);
    return Response.ok(thumbnail.jpeg())
        .header(HttpHeaders.ETAG, '"' + id + "-" + Thumbnails.SIDE + '"')
        .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
        .build();
  }
}
