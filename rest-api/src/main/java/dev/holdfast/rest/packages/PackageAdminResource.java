package dev.holdfast.rest.packages;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.BodyLimit;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Utf8;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.packages.api.Packages.Difference;
import dev.holdfast.server.packages.api.Packages.PackageView;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Administration of application packages. */
@Path("/admin/packages")
@Produces(MediaType.APPLICATION_JSON)
public class PackageAdminResource {
  /** Largest package in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  @Inject private Packages packages;
  @Inject private CurrentCaller caller;

  /**
   * Which version to put in force.
   *
   * @param version a stored version
   */
  public record Activation(String version) {}

  /**
   * A version that was deployed.
   *
   * @param application name
   * @param version version
   * @param active whether it is the one in force
   * @param deployedAt when
   * @param deployedBy who
   * @param activatedAt when last activated, null if never
   * @param digest digest of the source
   * @param warnings what its author should look at, by line: it works, but maybe not in the field
   */
  public record DeployedPackage(
      String application,
      String version,
      boolean active,
      Instant deployedAt,
      String deployedBy,
      @Nullable Instant activatedAt,
      String digest,
      List<Finding> warnings) {

    static DeployedPackage of(Packages.Deployed deployed) {
      PackageView version = deployed.version();
      return new DeployedPackage(
          version.application(),
          version.version(),
          version.active(),
          version.deployedAt(),
          version.deployedBy(),
          version.activatedAt(),
          version.digest(),
          deployed.warnings());
    }
  }

  /** All versions, newest first, of one application or of all. */
  @GET
  public Listing<PackageView> list(@QueryParam("application") @Nullable String application)
      throws RefusedException {
    return Listing.of(packages.list(caller.get(), application));
  }

  /**
   * Checks, stores and activates a package, with warnings. The same source again changes nothing.
   */
  @POST
  @Consumes({"application/yaml", "text/yaml", "application/x-yaml"})
  @BodyLimit(bytes = MAX_BYTES)
  public DeployedPackage deploy(byte[] source) throws RefusedException {
    return DeployedPackage.of(packages.deploy(caller.get(), Utf8.decode(source)));
  }

  /** Puts a stored version in force: forward or back. */
  @POST
  @Path("/{application}/active")
  @Consumes(MediaType.APPLICATION_JSON)
  public PackageView activate(@PathParam("application") String application, Activation activation)
      throws RefusedException {
    return packages.activate(caller.get(), application, activation.version());
  }

  /** What changes from one version to another. */
  @GET
  @Path("/{application}/diff")
  public Listing<Difference> diff(
      @PathParam("application") String application,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to)
      throws RefusedException {
    if (from == null || to == null) {
      throw new RefusedException(ErrorCode.MALFORMED, "Give two versions: ?from=1.0.0&to=1.1.0");
    }
    return Listing.of(packages.diff(caller.get(), application, from, to));
  }
}
