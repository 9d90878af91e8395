package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.operations.api.Shipments.BucketShare;
import dev.holdfast.server.operations.api.Shipments.Shipment;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What goes to a user's devices, and why. */
@Path("/admin/users/{name}/ships")
@Produces(MediaType.APPLICATION_JSON)
public class ShipmentResource {
  @Inject private Shipments shipments;
  @Inject private CurrentCaller caller;

  /** By the applications in force, the user's roles and attributes, and the rows of this moment. */
  @GET
  public Shipment of(@PathParam("name") String name) throws RefusedException {
    return shipments
        .of(caller.get(), name)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "No user is named " + name + "."));
  }

  /** All buckets that go of one table or case type; a shipment has the first of them only. */
  @GET
  @Path("/{application}/{unit}")
  public Listing<BucketShare> buckets(
      @PathParam("name") String name,
      @PathParam("application") String application,
      @PathParam("unit") String unit,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(
        shipments
            .buckets(caller.get(), name, application, unit, page)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND,
                        "There is no user %s, or no %s/%s in force."
                            .formatted(name, application, unit))),
        page);
  }
}
