package dev.holdfast.rest.sync;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Exports;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The log of syncs that devices reported. */
@Path("/admin/syncs")
@Produces(MediaType.APPLICATION_JSON)
public class SyncLogResource {
  @Inject private SyncJournal journal;
  @Inject private Exports exports;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;

  /** Syncs under a filter, newest first. Sort keys: at (default), rows, bytes, duration. */
  @GET
  public Listing<SyncEntry> list(@BeanParam SyncLogQuery query, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(journal.list(caller.get(), query.filter(), page), page);
  }

  /** Syncs under a filter by hour, oldest first, 1 to 168 hours. */
  @GET
  @Path("/hours")
  public Listing<SyncHour> hours(
      @BeanParam SyncLogQuery query, @QueryParam("hours") @DefaultValue("24") int hours)
      throws RefusedException {
    return Listing.of(journal.hours(caller.get(), query.filter(), hours));
  }

  /** All syncs under a filter as CSV. */
  @GET
  @Produces("text/csv;qs=0.5")
  @APIResponse(
      responseCode = "200",
      description = "RFC 4180, UTF-8, with a header line",
      content = @Content(mediaType = "text/csv"))
  public void export(
      @BeanParam SyncLogQuery query,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        "text/csv;charset=UTF-8",
        acceptEncoding,
        out -> journal.exportCsv(caller.get(), query.filter(), out));
  }
}
