package dev.holdfast.rest.workbasket;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.workbasket.IssueJson.DecisionJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Objection;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Many issues decided the same way, by a batch that runs on the server. */
@Path("/admin/issue-batches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class IssueBatchResource {
  @Inject private IssueBatches batches;
  @Inject private CurrentCaller caller;

  /**
   * An order.
   *
   * @param how code of a resolution; not {@code edit}
   * @param reason why; goes to each history and each device. Not for a preview
   * @param issues how many there are, as the preview said; null not to compare
   * @param withFollowers for {@code return} and {@code discard}: whether what waits behind each
   *     issue is decided on with it, in one; null for no: it is judged again
   * @param followers how many these are, as the preview said; null not to compare, and without
   *     {@code withFollowers}
   */
  public record OrderJson(
      String how,
      @Nullable String reason,
      @Nullable Long issues,
      @Nullable Boolean withFollowers,
      @Nullable Long followers) {}

  /**
   * What a batch would do.
   *
   * @param seenAt what was received later is not in it: give it as {@code until} when you start it
   * @param issues how many issues it would decide on
   * @param followers how many submissions wait behind these
   * @param claimedByOthers how many fit the filter besides, which it leaves to those
   * @param examples the oldest ones
   * @param tried of how many was looked what would come of them
   * @param possible how many of these could be decided so
   * @param objections what speaks against the others
   */
  public record PreviewJson(
      Instant seenAt,
      long issues,
      long followers,
      long claimedByOthers,
      List<IssueJson> examples,
      int tried,
      int possible,
      List<Objection> objections) {
    static PreviewJson of(Preview preview) {
      return new PreviewJson(
          preview.seenAt(),
          preview.issues(),
          preview.followers(),
          preview.claimedByOthers(),
          preview.examples().stream().map(IssueJson::of).toList(),
          preview.tried(),
          preview.possible(),
          preview.objections());
    }
  }

  /** Looks what would come of a batch on the issues under a filter; changes nothing. */
  @POST
  @Path("/preview")
  public PreviewJson preview(@BeanParam IssueQuery query, OrderJson order) throws RefusedException {
    return PreviewJson.of(
        batches.preview(caller.get(), query.filter(), DecisionJson.resolution(order.how())));
  }

  /** Starts a batch on the unresolved issues under a filter that nobody else has claimed. */
  @POST
  @APIResponse(
      responseCode = "202",
      description = "It has started; ask for it to see how it goes",
      content = @Content(schema = @Schema(implementation = BatchView.class)))
  public Response start(@BeanParam IssueQuery query, OrderJson order) throws RefusedException {
    String reason = order.reason();
    Order checked =
        new Order(
            DecisionJson.resolution(order.how()),
            reason == null ? "" : reason,
            order.issues(),
            Boolean.TRUE.equals(order.withFollowers()),
            order.followers());
    return Response.accepted(batches.start(caller.get(), query.filter(), checked)).build();
  }

  /** Batches, the last ones first: all to administrators, their own to caseworkers. */
  @GET
  public Listing<BatchView> list(@BeanParam Paging paging) throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(batches.list(caller.get(), page), page);
  }

  /** One batch, and how far it is. */
  @GET
  @Path("/{id}")
  public BatchView find(@PathParam("id") UUID id) throws RefusedException {
    return batches
        .find(caller.get(), id)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no batch " + id + "."));
  }

  /**
   * The issues of a batch in its order; {@code ?state=failed} for those that it could not decide.
   */
  @GET
  @Path("/{id}/issues")
  public Listing<ItemView> issues(
      @PathParam("id") UUID id,
      @QueryParam("state") @Nullable String state,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(batches.items(caller.get(), id, state, page), page);
  }

  /** Ends a batch: once this is answered, it decides on nothing more. */
  @POST
  @Path("/{id}/cancellation")
  public BatchView cancel(@PathParam("id") UUID id) throws RefusedException {
    return batches.cancel(caller.get(), id);
  }
}
