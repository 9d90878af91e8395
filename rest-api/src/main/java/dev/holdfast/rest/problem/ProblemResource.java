package dev.holdfast.rest.problem;

import dev.holdfast.rest.identity.Unauthenticated;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;

/** What the codes of problems mean: where {@code type} of a problem points to. */
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
@Unauthenticated
@SecurityRequirementsSet
public class ProblemResource {
  static final String PATH = "/api/v1/problems";

  /**
   * A code.
   *
   * @param code stable code
   * @param status HTTP status
   * @param title what it means
   * @param remedy what to do
   */
  public record Meaning(String code, int status, String title, String remedy) {
    static Meaning of(ErrorCode code) {
      return new Meaning(code.code(), code.status(), code.title(), code.remedy());
    }
  }

  /** One code. */
  @GET
  @Path("/{code}")
  public Meaning one(@PathParam("code") String code) throws RefusedException {
    return Arrays.stream(ErrorCode.values())
        .filter(known -> known.code().equals(code))
        .map(Meaning::of)
        .findAny()
        .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "No such code."));
  }

  /** Every code. */
  @GET
  public Listing<Meaning> all() {
    return Listing.of(Arrays.stream(ErrorCode.values()).map(Meaning::of).toList());
  }
}
