package dev.holdfast.rest.fleet;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Fleet.DeviceFilter;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Administration of devices. */
@Path("/admin/devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceResource {
  @Inject private Fleet fleet;
  @Inject private Devices devices;
  @Inject private CurrentCaller caller;

  /**
   * A device to erase.
   *
   * @param reason why
   * @param acceptUnsent whether it may send before what it has not sent; as before if absent, else
   *     true
   */
  public record Wipe(String reason, @Nullable Boolean acceptUnsent) {}

  /** Devices under a filter. Sort keys: contact (default), name, user, sync, pending. */
  @GET
  public Listing<DeviceStatus> list(
      @QueryParam("text") @Nullable String text,
      @QueryParam("user") @Nullable String user,
      @QueryParam("status") @Nullable String status,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(
        fleet.devices(caller.get(), new DeviceFilter(text, user, status), page), page);
  }

  /** One device. */
  @GET
  @Path("/{id}")
  public DeviceStatus find(@PathParam("id") UUID id) throws RefusedException {
    return fleet
        .device(caller.get(), id)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no device " + id + "."));
  }

  /**
   * Ends the device's right to sync, at once and for good. With {@code acceptUnsent}, it may still
   * send the actions that it has; without a word that stays as it was ordered before, and is so if
   * nothing was.
   */
  @DELETE
  @Path("/{id}")
  public void revoke(
      @PathParam("id") UUID id,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("acceptUnsent") @Nullable Boolean acceptUnsent)
      throws RefusedException {
    devices.revoke(caller.get(), id, reason, acceptUnsent);
  }

  /**
   * Ends the device and asks it to erase its store at its next contact, after it has sent what is
   * taken. It tells when it has done so.
   */
  @POST
  @Path("/{id}/wipe")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "204", description = "Ordered")
  public void wipe(@PathParam("id") UUID id, Wipe wipe) throws RefusedException {
    devices.wipe(caller.get(), id, wipe.reason(), wipe.acceptUnsent());
  }
}
