package dev.holdfast.rest.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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

/** Legal holds: what is under one is not removed, whatever its retention says. */
@Path("/admin/holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HoldResource {
  @Inject private LegalHolds holds;
  @Inject private CurrentCaller caller;

  /**
   * What is to be held: a case, or all cases of a type.
   *
   * @param caseId the case, null for a whole type
   * @param application application of the type, null for one case
   * @param type the case type, null for one case
   * @param reason why
   */
  public record PlaceJson(
      @JsonProperty("case") @Nullable UUID caseId,
      @Nullable String application,
      @Nullable String type,
      @Nullable String reason) {
    HoldSubject subject() throws RefusedException {
      if (caseId != null && application == null && type == null) {
        return new HoldSubject.OneCase(caseId);
      }
      if (caseId == null && application != null && type != null) {
        return new HoldSubject.WholeType(application, type);
      }
      throw new RefusedException(
          ErrorCode.MALFORMED, "Give either a case, or an application and a type.");
    }
  }

  /**
   * Why something is done.
   *
   * @param reason why
   */
  public record ReasonJson(@Nullable String reason) {}

  /** Holds, the last ones placed first; {@code ?lifted=true} for those that were lifted too. */
  @GET
  public Listing<HoldJson> list(
      @QueryParam("lifted") @DefaultValue("false") boolean lifted, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(holds.list(caller.get(), lifted, page), page, HoldJson::of);
  }

  /** Places a hold. Once this is answered, nothing of what is held is being removed. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "The hold",
      content = @Content(schema = @Schema(implementation = HoldJson.class)))
  public Response place(PlaceJson place) throws RefusedException {
    return Response.status(Response.Status.CREATED)
        .entity(HoldJson.of(holds.place(caller.get(), place.subject(), place.reason())))
        .build();
  }

  /** Lifts a hold; others on the same case stay. */
  @POST
  @Path("/{id}/lifting")
  public HoldJson lift(@PathParam("id") UUID id, ReasonJson lift) throws RefusedException {
    return HoldJson.of(holds.lift(caller.get(), id, lift.reason()));
  }

  /** The holds in effect on a case, its own and those of its type. */
  @GET
  @Path("/of-case/{case}")
  public Listing<HoldJson> ofCase(@PathParam("case") UUID caseId) throws RefusedException {
    return Listing.of(holds.of(caller.get(), caseId).stream().map(HoldJson::of).toList());
  }
}
