package dev.holdfast.rest.workbasket;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.SavedFilters;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterValues;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterView;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Filters of issues that people keep. */
@Path("/admin/issue-filters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SavedFilterResource {
  @Inject private SavedFilters filters;
  @Inject private CurrentCaller caller;

  /**
   * A filter to keep.
   *
   * @param name unique among the owner's
   * @param shared whether others see it
   * @param parameters the query parameters of the list of issues
   */
  public record FilterJson(String name, boolean shared, @Nullable Map<String, String> parameters) {
    FilterValues values() {
      return new FilterValues(name, shared, parameters == null ? Map.of() : parameters);
    }
  }

  /**
   * The caller's and the shared ones, by name; {@code version} is the one to send with a change.
   */
  @GET
  public Listing<FilterView> list() throws RefusedException {
    return Listing.of(filters.list(caller.get()));
  }

  /** Keeps a filter. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Kept",
      content = @Content(schema = @Schema(implementation = FilterView.class)))
  public Response save(FilterJson filter) throws RefusedException {
    FilterView kept = filters.save(caller.get(), filter.values());
    return Response.fromResponse(Versions.answer(kept, kept.version()))
        .status(Response.Status.CREATED)
        .build();
  }

  /** Changes one of the caller's. Needs {@code If-Match}. */
  @PUT
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The filter as it is now",
      content = @Content(schema = @Schema(implementation = FilterView.class)))
  public Response change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      FilterJson filter)
      throws RefusedException {
    FilterView changed =
        filters.change(caller.get(), id, Versions.expected(ifMatch), filter.values());
    return Versions.answer(changed, changed.version());
  }

  /** Removes one of the caller's, an administrator also a shared one. Needs {@code If-Match}. */
  @DELETE
  @Path("/{id}")
  public void remove(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    filters.remove(caller.get(), id, Versions.expected(ifMatch));
  }
}
