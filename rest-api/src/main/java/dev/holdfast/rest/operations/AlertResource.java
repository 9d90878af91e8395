package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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

  /**
   * Alerts, the last ones first: {@code status} is {@code open}, {@code closed} or {@code all},
   * {@code kind} one of {@code healed}, {@code drift}, {@code problem}, {@code scanner}, {@code
   * store}, {@code content}.
   */
  @GET
  public Listing<AlertView> list(
      @QueryParam("status") @DefaultValue("open") String status,
      @QueryParam("kind") @Nullable String kind,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(alerts.list(caller.get(), status, kind, page), page);
  }

  /** One alert; the answer's {@code ETag} is the version to close it by. */
  @GET
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The alert",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  public Response find(@PathParam("id") UUID id) throws RefusedException {
    return answer(
        alerts
            .find(caller.get(), id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no alert " + id + '.')));
  }

  /** Closes an alert as it was seen. Needs {@code If-Match}. */
  @POST
  @Path("/{id}/closing")
  @APIResponse(
      responseCode = "200",
      description = "The alert as it is now",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  public Response close(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Closing closing)
      throws RefusedException {
    return answer(alerts.close(caller.get(), id, Versions.expected(ifMatch), closing.reason()));
  }

  private static Response answer(AlertView alert) {
    return Versions.answer(alert, alert.version());
  }
}
