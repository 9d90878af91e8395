package dev.holdfast.rest.workbasket;

import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Exports;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Spools;
import dev.holdfast.server.workbasket.api.IssueReports;
import dev.holdfast.server.workbasket.api.IssueReports.Ageing;
import dev.holdfast.server.workbasket.api.IssueReports.Volume;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Figures of the issue workbasket, as JSON or CSV. Days are days in UTC. */
@Path("/admin/issue-reports")
@Produces(MediaType.APPLICATION_JSON)
public class IssueReportResource {
  private static final String CSV = "text/csv";

  @Inject private IssueReports reports;
  @Inject private Exports exports;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;

  /** Unresolved issues by age, one line per workbasket. */
  @GET
  @Path("/ageing")
  public Listing<Ageing> ageing() throws RefusedException {
    return Listing.of(reports.ageing(caller.get()));
  }

  /** The same as CSV. */
  @GET
  @Path("/ageing")
  @Produces(CSV + ";qs=0.5")
  @APIResponse(responseCode = "200", description = "CSV", content = @Content(mediaType = CSV))
  public void ageingCsv(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    csv(acceptEncoding, out -> reports.ageingCsv(caller.get(), out));
  }

  /**
   * Issues parked and resolved per day by workbasket and reason, from the first day to the last,
   * {@code ?from=2026-01-01&until=2026-01-31}.
   */
  @GET
  @Path("/volume")
  public Listing<Volume> volume(
      @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until)
      throws RefusedException {
    return Listing.of(reports.volume(caller.get(), day("from", from), day("until", until)));
  }

  /** The same as CSV. */
  @GET
  @Path("/volume")
  @Produces(CSV + ";qs=0.5")
  @APIResponse(responseCode = "200", description = "CSV", content = @Content(mediaType = CSV))
  public void volumeCsv(
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    LocalDate first = day("from", from);
    LocalDate last = day("until", until);
    csv(acceptEncoding, out -> reports.volumeCsv(caller.get(), first, last, out));
  }

  private void csv(@Nullable String acceptEncoding, Spools.Content content)
      throws RefusedException {
    exports.send(response, CSV + ";charset=UTF-8", acceptEncoding, content);
  }

  private static LocalDate day(String name, @Nullable String text) throws RefusedException {
    try {
      if (text != null) {
        return Instants.parseDay(text);
      }
    } catch (DateTimeException e) {
      throw noDay(name, e);
    }
    throw noDay(name, null);
  }

  private static RefusedException noDay(String name, @Nullable Exception cause) {
    RefusedException refused =
        new RefusedException(ErrorCode.MALFORMED, "Give a day: ?" + name + "=2026-01-31.");
    refused.initCause(cause);
    return refused;
  }
}
