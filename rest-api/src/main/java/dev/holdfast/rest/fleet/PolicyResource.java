package dev.holdfast.rest.fleet;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Policies: when devices receive and send by themselves. */
@Path("/admin/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PolicyResource {
  @Inject private Policies policies;
  @Inject private CurrentCaller caller;

  /**
   * A policy to add.
   *
   * @param target whom it is for: {@code everyone}, {@code application:NAME} or {@code role:NAME}
   * @param values what it says; null is left to more general policies
   */
  public record NewPolicy(String target, PolicyValues values) {}

  /** Policies, the most general first. Sort keys: target. */
  @GET
  public Listing<PolicyView> list(@BeanParam Paging paging) throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(policies.list(caller.get(), page), page);
  }

  /** Adds a policy. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Response add(NewPolicy policy) throws RefusedException {
    PolicyView added =
        policies.add(caller.get(), PolicyTarget.of(policy.target()), policy.values());
    return Response.fromResponse(Versions.answer(added, added.version()))
        .status(Response.Status.CREATED)
        .build();
  }

  /** What holds for the devices of a user, and from which policy each value comes. */
  @GET
  @Path("/effective")
  public SyncPolicy effective(@QueryParam("user") @Nullable String user) throws RefusedException {
    if (user == null) {
      throw new RefusedException(ErrorCode.MALFORMED, "Say whose devices: ?user=NAME.");
    }
    return policies.effective(caller.get(), user);
  }

  /** One policy; the answer's {@code ETag} is the version to send with a change. */
  @GET
  @Path("/{target}")
  @APIResponse(
      responseCode = "200",
      description = "The policy",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Response find(@PathParam("target") String target) throws RefusedException {
    PolicyView policy =
        policies
            .find(caller.get(), PolicyTarget.of(target))
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND, "There is no policy for " + target + "."));
    return Versions.answer(policy, policy.version());
  }

  /** Gives a policy other values, all of them. Needs {@code If-Match}. */
  @PUT
  @Path("/{target}")
  @APIResponse(
      responseCode = "200",
      description = "The policy as it is now",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Response change(
      @PathParam("target") String target,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      PolicyValues values)
      throws RefusedException {
    PolicyView changed =
        policies.change(caller.get(), PolicyTarget.of(target), Versions.expected(ifMatch), values);
    return Versions.answer(changed, changed.version());
  }

  /** Removes a policy; what is more general holds again. Needs {@code If-Match}. */
  @DELETE
  @Path("/{target}")
  public void remove(
      @PathParam("target") String target,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    policies.remove(caller.get(), PolicyTarget.of(target), Versions.expected(ifMatch));
  }
}
