package dev.holdfast.rest.casework;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.casework.api.Cases.CaseFilter;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

/** Cases, for administrators. */
@Path("/admin/cases")
@Produces(MediaType.APPLICATION_JSON)
public class CaseResource {
  @Inject private Cases cases;
  @Inject private CurrentCaller caller;

  /**
   * Cases under a filter. Sort keys: changed (default), created, type, stage, assignee, worklist,
   * due.
   */
  @GET
  public Listing<CaseJson> list(
      @QueryParam("application") @Nullable String application,
      @QueryParam("type") @Nullable String type,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("worklist") @Nullable String worklist,
      @QueryParam("overdue") @DefaultValue("false") boolean overdue,
      @QueryParam("parent") @Nullable UUID parent,
      @QueryParam("text") @Nullable String text,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    CaseFilter filter =
        new CaseFilter(application, type, stage, assignee, worklist, overdue, parent, text);
    return Listing.of(cases.list(caller.get(), filter, page), page, CaseJson::line);
  }

  /** One case with its fields. */
  @GET
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The case",
      content = @Content(schema = @Schema(implementation = CaseJson.class)))
  public Response find(@PathParam("id") UUID id) throws RefusedException {
    CaseView found =
        cases
            .find(caller.get(), id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no case " + id + "."));
    return Versions.answer(CaseJson.whole(found), found.version());
  }
}
