package dev.holdfast.rest.workbasket;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbaskets;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The named workbaskets and their members. */
@Path("/admin/workbaskets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WorkbasketResource {
  @Inject private Workbaskets workbaskets;
  @Inject private CurrentCaller caller;

  /**
   * Who decides on the issues of a workbasket besides administrators.
   *
   * @param users users by name; they need the role {@code caseworker} as well
   * @param roles roles of which every user with the role {@code caseworker} is a member
   */
  public record Members(@Nullable Set<String> users, @Nullable Set<String> roles) {}

  /**
   * Workbaskets by name: those that packages in force name, that have issues, or members. To
   * caseworkers those of which they are members.
   */
  @GET
  public Listing<BasketView> list() throws RefusedException {
    return Listing.of(workbaskets.list(caller.get()));
  }

  /** One workbasket; the answer's {@code ETag} is the version to send with a change. */
  @GET
  @Path("/{name}")
  @APIResponse(
      responseCode = "200",
      description = "The workbasket",
      content = @Content(schema = @Schema(implementation = BasketView.class)))
  public Response find(@PathParam("name") String name) throws RefusedException {
    BasketView found =
        workbaskets
            .find(caller.get(), name)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND, "There is no workbasket " + name + "."));
    return Versions.answer(found, found.version());
  }

  /**
   * Says who its members are, all of them. Needs {@code If-Match}: {@code "0"} for one that has
   * never had any.
   */
  @PUT
  @Path("/{name}")
  @APIResponse(
      responseCode = "200",
      description = "The workbasket as it is now",
      content = @Content(schema = @Schema(implementation = BasketView.class)))
  public Response change(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Members members)
      throws RefusedException {
    Set<String> users = members.users();
    Set<String> roles = members.roles();
    BasketView changed =
        workbaskets.change(
            caller.get(),
            name,
            Versions.expected(ifMatch),
            users == null ? Set.of() : users,
            roles == null ? Set.of() : roles);
    return Versions.answer(changed, changed.version());
  }
}
