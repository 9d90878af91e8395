package dev.holdfast.rest.packages;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** The logic, for devices. */
@Path("/packages")
public class PackageResource {
  private static final String FOR_GOOD = "private, max-age=31536000, immutable";

  @Inject private Packages packages;
  @Inject private CurrentCaller caller;

  /** The source of a version, byte for byte; it never changes. For users who have a role in it. */
  @GET
  @Path("/{application}/{version}")
  @Produces("application/yaml;charset=UTF-8")
  public Response source(
      @PathParam("application") String application,
      @PathParam("version") String version,
      @Context Request request)
      throws RefusedException {
    ApplicationPackage logic =
        packages
            .find(application, version)
            .map(compiled -> compiled.definition())
            .filter(definition -> concerns(definition, caller.get()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND,
                        "There is no version " + version + " of " + application + " for you."));
    EntityTag tag = new EntityTag(logic.digest());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(logic.source()).tag(tag) : unchanged;
    return answer.header(HttpHeaders.CACHE_CONTROL, FOR_GOOD).build();
  }

  private static boolean concerns(ApplicationPackage definition, Caller caller) {
    Set<String> roles = caller.user().roles();
    return roles.contains(Caller.ADMINISTRATOR)
        || definition.roles().stream().anyMatch(roles::contains);
  }
}
