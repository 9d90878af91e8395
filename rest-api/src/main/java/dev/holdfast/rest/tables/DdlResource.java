package dev.holdfast.rest.tables;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.packages.PackageAdminResource;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.rest.platform.Utf8;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.OfflineTables;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The SQL that capture needs, for sites where the application may not create triggers. */
@Path("/admin/ddl")
public class DdlResource {
  @Inject private OfflineTables tables;
  @Inject private CurrentCaller caller;

  /** The SQL for a package; nothing is run. */
  @POST
  @Consumes({"application/yaml", "text/yaml", "application/x-yaml"})
  @Produces("text/plain;charset=UTF-8")
  @BodyLimit(bytes = PackageAdminResource.MAX_BYTES)
  public String ddl(byte[] source) throws RefusedException {
    return tables.ddl(caller.get(), Utf8.decode(source));
  }
}
