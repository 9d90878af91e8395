package dev.holdfast.rest.archive;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Exports;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The whole history of a case as a document, for administrators; also of one that is gone. */
@Path("/admin/cases/{id}/history/export")
public class HistoryExportResource {
  private static final String CSV = "text/csv";
  private static final String PDF = "application/pdf";

  @Inject private HistoryExports histories;
  @Inject private Exports exports;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;
  @Context private HttpHeaders headers;

  /**
   * Everything, with the hashes that prove it: {@code case}, {@code exportedAt}, {@code entries}
   * with {@code content}, {@code previous} and {@code hash}, and {@code end}.
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "A JSON object",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public void json(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        MediaType.APPLICATION_JSON,
        acceptEncoding,
        out -> histories.exportJson(caller.get(), id, out));
  }

  /** A line for each field that an entry changed or overwrote, one for an entry without any. */
  @GET
  @Produces(CSV + ";qs=0.5")
  @APIResponse(
      responseCode = "200",
      description = "RFC 4180, UTF-8, with a header line",
      content = @Content(mediaType = CSV))
  public void csv(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        CSV + ";charset=UTF-8",
        acceptEncoding,
        out -> histories.exportCsv(caller.get(), id, out));
  }

  /** Pages for reading, in the first languages accepted that the package has. */
  @GET
  @Produces(PDF + ";qs=0.5")
  @APIResponse(
      responseCode = "200",
      description = "Pages for reading",
      content = @Content(mediaType = PDF))
  public void pdf(@PathParam("id") UUID id) throws RefusedException {
    List<String> languages =
        headers.getAcceptableLanguages().stream().map(Locale::toLanguageTag).toList();
    // Compressed as it is.
    exports.send(response, PDF, null, out -> histories.exportPdf(caller.get(), id, languages, out));
  }
}
