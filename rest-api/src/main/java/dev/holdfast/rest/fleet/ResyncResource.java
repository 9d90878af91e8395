package dev.holdfast.rest.fleet;

import dev.holdfast.rest.fleet.OrderJson.NewOrder;
import dev.holdfast.rest.fleet.OrderJson.OrderDetail;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Resync orders. */
@Path("/admin/resyncs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ResyncResource {
  @Inject private Resyncs resyncs;
  @Inject private CurrentCaller caller;

  /** Orders, newest first. */
  @GET
  public Listing<OrderJson> list(@BeanParam Paging paging) throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(resyncs.list(caller.get(), page), page, OrderJson::of);
  }

  /** Orders a full synchronization. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Ordered",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  public Response order(NewOrder order) throws RefusedException {
    OrderView placed = resyncs.order(caller.get(), order.target().target(), order.reason());
    return Response.status(Response.Status.CREATED).entity(OrderJson.of(placed)).build();
  }

  /** One order with its progress and its first devices. */
  @GET
  @Path("/{id}")
  public OrderDetail find(@PathParam("id") UUID id) throws RefusedException {
    OrderView order =
        resyncs
            .find(caller.get(), id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no order " + id + "."));
    PageRequest first = new PageRequest(0, PageRequest.MAX_LIMIT, null, false);
    return new OrderDetail(
        OrderJson.of(order), resyncs.devices(caller.get(), id, null, first).items());
  }

  /**
   * The devices of an order, those that failed first, then those that are not done; of one status
   * only if it is named. Sort keys: name, user, status, rows, changed.
   */
  @GET
  @Path("/{id}/devices")
  public Listing<OrderDevice> devices(
      @PathParam("id") UUID id,
      @QueryParam("status") @Nullable String status,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(resyncs.devices(caller.get(), id, status, page), page);
  }
}
