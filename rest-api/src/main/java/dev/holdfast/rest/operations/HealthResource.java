package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.Unauthenticated;
import dev.holdfast.server.operations.api.Health;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;

/** Whether this node can serve requests: it is deployed, and its database answers. */
@Path("/health")
@Unauthenticated
@SecurityRequirementsSet
public class HealthResource {
  @Inject private Health health;

  /**
   * Health of a node.
   *
   * @param status {@code up}
   */
  public record NodeHealth(String status) {}

  /** This node's health; 503 if it can't serve requests now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public NodeHealth health() throws RefusedException {
    if (!health.state().isUp()) {
      throw new RefusedException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.remedy());
    }
    return new NodeHealth("up");
  }
}
