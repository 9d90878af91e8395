package dev.holdfast.rest.hooks;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.NewSecret;
import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Webhooks: other systems that are told of what became of actions. */
@Path("/admin/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookResource {
  @Inject private Webhooks webhooks;
  @Inject private CurrentCaller caller;

  /**
   * What is said of a webhook.
   *
   * @param name its name, for people
   * @param url where messages are posted
   * @param enabled whether it gets any; absent is true
   * @param applications of which applications; empty or absent is all
   * @param caseTypes of cases of which types; empty or absent is all
   * @param kinds of what: {@code applied}, {@code parked}; empty or absent is all
   */
  public record Wanted(
      @Nullable String name,
      @Nullable String url,
      @Nullable Boolean enabled,
      @Nullable Set<String> applications,
      @Nullable Set<String> caseTypes,
      @Nullable Set<String> kinds) {
    WebhookValues values() {
      return new WebhookValues(
          name == null ? "" : name,
          url == null ? "" : url,
          enabled == null || enabled,
          applications,
          caseTypes,
          kinds);
    }
  }

  /**
   * How many messages are sent again.
   *
   * @param messages messages
   */
  public record Retried(int messages) {}

  /** All webhooks by name. */
  @GET
  public Listing<WebhookView> list() throws RefusedException {
    return Listing.of(webhooks.list(caller.get()));
  }

  /** Adds a webhook; the answer has its secret, which can't be read again. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = NewSecret.class)))
  public Response add(Wanted wanted) throws RefusedException {
    NewSecret added = webhooks.add(caller.get(), wanted.values());
    return Response.fromResponse(Versions.answer(added, added.webhook().version()))
        .status(Response.Status.CREATED)
        .build();
  }

  /** One webhook; the answer's {@code ETag} is the version to send with a change. */
  @GET
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response find(@PathParam("id") UUID id) throws RefusedException {
    WebhookView found =
        webhooks
            .find(caller.get(), id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no webhook " + id + '.'));
    return Versions.answer(found, found.version());
  }

  /** Gives a webhook other values, all of them. Needs {@code If-Match}. */
  @PUT
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Wanted wanted)
      throws RefusedException {
    WebhookView changed =
        webhooks.change(caller.get(), id, Versions.expected(ifMatch), wanted.values());
    return Versions.answer(changed, changed.version());
  }

  /** Removes a webhook with all messages to it. Needs {@code If-Match}. */
  @DELETE
  @Path("/{id}")
  public void remove(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    webhooks.remove(caller.get(), id, Versions.expected(ifMatch));
  }

  /**
   * Makes a new secret, which can't be read again; for a day messages are signed with the one
   * before, too, and no other can be made. Needs {@code If-Match}.
   */
  @POST
  @Path("/{id}/secret")
  @APIResponse(
      responseCode = "200",
      description = "The webhook with its new secret",
      content = @Content(schema = @Schema(implementation = NewSecret.class)))
  public Response renewSecret(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    NewSecret renewed = webhooks.renewSecret(caller.get(), id, Versions.expected(ifMatch));
    return Versions.answer(renewed, renewed.webhook().version());
  }

  /**
   * Messages to a webhook, the last ones first: {@code state} is {@code waiting}, {@code delivered}
   * or {@code failed}.
   */
  @GET
  @Path("/{id}/deliveries")
  public Listing<DeliveryView> deliveries(
      @PathParam("id") UUID id,
      @QueryParam("state") @Nullable String state,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(webhooks.deliveries(caller.get(), id, state, page), page);
  }

  /** Sends at once all messages that wait or have failed. */
  @POST
  @Path("/{id}/retry")
  public Retried retryAll(@PathParam("id") UUID id) throws RefusedException {
    return new Retried(webhooks.retry(caller.get(), id, null));
  }

  /** Sends a message at once that waits or has failed. */
  @POST
  @Path("/{id}/deliveries/{delivery}/retry")
  public Retried retry(@PathParam("id") UUID id, @PathParam("delivery") UUID delivery)
      throws RefusedException {
    return new Retried(webhooks.retry(caller.get(), id, delivery));
  }
}
