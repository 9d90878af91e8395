package dev.holdfast.rest.problem;

import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Refused use cases. */
@Provider
public class RefusedMapper implements ExceptionMapper<RefusedException> {
  @Override
  public Response toResponse(RefusedException refused) {
    return Problems.of(refused);
  }
}
