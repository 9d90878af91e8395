package dev.holdfast.rest.identity;

import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Administration of users. */
@Path("/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UserResource {
  @Inject private Users users;
  @Inject private CurrentCaller caller;

  /**
   * A user to add; what is null gets its default.
   *
   * @param name unique name
   * @param password password, at least 12 characters
   * @param displayName name for people
   * @param roles roles
   * @param attributes values by attribute
   * @param enabled whether the user may sign in
   */
  public record NewUser(
      String name,
      String password,
      @Nullable String displayName,
      @Nullable Set<String> roles,
      @Nullable Map<String, List<String>> attributes,
      @Nullable Boolean enabled) {
    UserChange values() {
      return new UserChange(password, displayName, roles, attributes, enabled);
    }
  }

  /** Users whose name contains the text. Sort keys: name. */
  @GET
  public Listing<UserView> list(@QueryParam("text") @Nullable String text, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(users.list(caller.get(), text, page), page);
  }

  /** Adds a user. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public Response add(NewUser user) throws RefusedException {
    UserView added = users.add(caller.get(), user.name(), user.values());
    return Response.fromResponse(Versions.answer(added, added.version()))
        .status(Response.Status.CREATED)
        .build();
  }

  /** One user; the answer's {@code ETag} is the version to send with a change. */
  @GET
  @Path("/{name}")
  @APIResponse(
      responseCode = "200",
      description = "The user",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public Response find(@PathParam("name") String name) throws RefusedException {
    UserView user =
        users
            .find(caller.get(), name)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "No user is named " + name + "."));
    return Versions.answer(user, user.version());
  }

  /** Changes a user; what is null stays. Needs {@code If-Match}. */
  @PUT
  @Path("/{name}")
  @APIResponse(
      responseCode = "200",
      description = "The user as it is now",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public Response change(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      UserChange values)
      throws RefusedException {
    UserView changed = users.change(caller.get(), name, Versions.expected(ifMatch), values);
    return Versions.answer(changed, changed.version());
  }
}
