package dev.holdfast.rest.tables;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnits;
import dev.holdfast.server.tables.api.CapturedUnits.BucketView;
import dev.holdfast.server.tables.api.CapturedUnits.UnitView;
import dev.holdfast.server.tables.api.CapturedUnits.Verified;
import dev.holdfast.server.tables.api.OfflineTables;
import dev.holdfast.server.tables.api.OfflineTables.Verification;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Administration of offline tables, and of the capture of cases. */
@Path("/admin/tables")
@Produces(MediaType.APPLICATION_JSON)
public class TableResource {
  private static final int VERIFICATIONS = 50;

  @Inject private OfflineTables tables;
  @Inject private CapturedUnits units;
  @Inject private CurrentCaller caller;

  /**
   * Tables of the packages in force with what is captured of them. Sort keys: name (default),
   * source, rows, buckets, bytes, changed.
   *
   * @param all also case types and what the server captures for itself
   */
  @GET
  public Listing<UnitView> list(
      @QueryParam("all") @DefaultValue("false") boolean all, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(units.list(caller.get(), all ? null : "table", page), page);
  }

  /** One table or case type. */
  @GET
  @Path("/{application}/{name}")
  public UnitView find(@PathParam("application") String application, @PathParam("name") String name)
      throws RefusedException {
    return units
        .find(caller.get(), application, name)
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.NOT_FOUND,
                    "Nothing is captured as " + application + '/' + name + '.'));
  }

  /** Its buckets that have rows. Sort keys: id (default), rows. */
  @GET
  @Path("/{application}/{name}/buckets")
  public Listing<BucketView> buckets(
      @PathParam("application") String application,
      @PathParam("name") String name,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(units.buckets(caller.get(), application, name, page), page);
  }

  /** Its newest verifications, newest first; what differed was repaired. */
  @GET
  @Path("/{application}/{name}/verifications")
  public Listing<Verified> verifications(
      @PathParam("application") String application, @PathParam("name") String name)
      throws RefusedException {
    return Listing.of(units.verifications(caller.get(), application, name, VERIFICATIONS));
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
    PageRequest most = new PageRequest(0, PageRequest.MAX_LIMIT, null, false);
    List<UnitView> named =
        units.list(caller.get(), null, most).items().stream()
            .filter(unit -> unit.name().equals(name))
            .toList();
    if (named.size() > 1) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "Several applications have a table " + name + ": say of which.");
    }
    String application = named.isEmpty() ? "" : named.get(0).application();
    return tables.verify(caller.get(), application, name);
  }
}
