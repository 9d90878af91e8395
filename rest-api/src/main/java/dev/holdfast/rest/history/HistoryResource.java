package dev.holdfast.rest.history;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The history of a case, for administrators; also of one that never came to be. */
@Path("/admin/cases/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
  @Inject private History history;
  @Inject private CurrentCaller caller;

  /** The entries, oldest first. */
  @GET
  public Listing<EntryJson> entries(@PathParam("id") UUID id, @BeanParam Paging paging)
      throws RefusedException {
    caller.get().requireAdministrator();
    PageRequest page = paging.request();
    return Listing.of(history.of(id, page), page, EntryJson::of);
  }

  /** Recomputes the chain of hashes. */
  @GET
  @Path("/verification")
  public Verification verification(@PathParam("id") UUID id) throws RefusedException {
    caller.get().requireAdministrator();
    return history.verify(id);
  }
}
