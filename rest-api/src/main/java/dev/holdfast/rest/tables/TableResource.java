package dev.holdfast.rest.tables;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.OfflineTables;
import dev.holdfast.server.tables.api.OfflineTables.TableView;
import dev.holdfast.server.tables.api.OfflineTables.Verification;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Administration of offline tables. */
@Path("/admin/tables")
@Produces(MediaType.APPLICATION_JSON)
public class TableResource {
  @Inject private OfflineTables tables;
  @Inject private CurrentCaller caller;

  /** All tables of active packages. */
  @GET
  public Listing<TableView> list() throws RefusedException {
    return Listing.of(tables.list(caller.get()));
  }

  /** Compares source and capture of a table and repairs capture. */
  @POST
  @Path("/{application}/{name}/verification")
  public Verification verify(
      @PathParam("application") String application, @PathParam("name") String name)
      throws RefusedException {
    return tables.verify(caller.get(), application, name);
  }

  /** The same for a table whose name only one application has. */
  @POST
  @Path("/{name}/verification")
  public Verification verify(@PathParam("name") String name) throws RefusedException {
    List<TableView> named =
        tables.list(caller.get()).stream().filter(table -> table.name().equals(name)).toList();
    if (named.size() > 1) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "Several applications have a table " + name + ": say of which.");
    }
    String application = named.isEmpty() ? "" : named.get(0).application();
    return tables.verify(caller.get(), application, name);
  }
}
