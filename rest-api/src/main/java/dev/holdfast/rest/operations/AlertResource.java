package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator has to look into although no user waits for it. */
@Path("/admin/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {
  @Inject private Alerts alerts;
  @Inject private CurrentCaller caller;

  /**
   * Why an alert is closed.
   *
   * @param reason what was found
   */
  public record Closing(@Nullable String reason) {}

  /** Alerts, the last ones first; without closed ones unless asked for. */
  @GET
  public Listing<AlertView> list(
      @QueryParam("all") @DefaultValue("false") boolean all, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(alerts.list(caller.get(), !all, page), page);
  }

  /** Closes an alert. */
  @POST
  @Path("/{id}/closing")
  public void close(@PathParam("id") UUID id, Closing closing) throws RefusedException {
    alerts.close(caller.get(), id, closing.reason());
  }
}
