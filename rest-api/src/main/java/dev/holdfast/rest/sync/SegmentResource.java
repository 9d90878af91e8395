package dev.holdfast.rest.sync;

import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.platform.api.ByteRange;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Segments;
import dev.holdfast.server.sync.api.Segments.Segment;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Segments of full synchronizations. */
@Path("/segments")
public class SegmentResource {
  private static final String FOR_GOOD = "private, max-age=31536000, immutable";

  @Inject private Segments segments;
  @Inject private CurrentCaller caller;

  /** A segment that a stream has named, or a range of it; it never changes. */
  @GET
  @Path("/{id}")
  @Produces(SegmentContent.MEDIA_TYPE)
  @APIResponse(
      responseCode = "200",
      description = "The segment",
      content = @Content(mediaType = SegmentContent.MEDIA_TYPE))
  @APIResponse(
      responseCode = "206",
      description = "The range of it",
      content = @Content(mediaType = SegmentContent.MEDIA_TYPE))
  public Response segment(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange)
      throws RefusedException {
    Segment segment = segments.find(caller.get(), id);
    SegmentForm form = SegmentForm.of(acceptEncoding);
    byte[] bytes = form.bytes(segment);
    String tag = form.tag(segment, bytes);
    Optional<ByteRange> part = ByteRange.of(range, ifRange, tag, bytes.length);
    Response.ResponseBuilder answer =
        part.isPresent()
            ? Response.status(Status.PARTIAL_CONTENT)
                .entity(part.get().of(bytes))
                .header("Content-Range", part.get().contentRange(bytes.length))
            : Response.ok(bytes);
    if (form != SegmentForm.IDENTITY) {
      answer.header(HttpHeaders.CONTENT_ENCODING, form.coding());
    }
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
        .build();
  }
}
