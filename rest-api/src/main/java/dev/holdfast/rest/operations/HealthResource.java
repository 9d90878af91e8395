package dev.holdfast.rest.operations;

import dev.holdfast.rest.identity.Unauthenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers as soon as the application is deployed, without touching the database. */
@Path("/health")
@Unauthenticated
public class HealthResource {

  /** This node's health. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Health health() {
    return new Health("up");
  }

  /**
   * Health of a node.
   *
   * @param status {@code up}
   */
  public record Health(String status) {}
}
