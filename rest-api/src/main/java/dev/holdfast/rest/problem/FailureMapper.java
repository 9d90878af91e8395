package dev.holdfast.rest.problem;

import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** Everything else: what it means if that is known, else an incident. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable failure) {
    return Failures.refusal(failure)
        .map(
            refused -> {
              if (refused.code() == ErrorCode.UNAVAILABLE) {
                RestMessages.LOG.unavailable(root(failure).toString());
              }
              return Problems.of(refused);
            })
        .orElseGet(() -> incident(failure));
  }

  static Response incident(Throwable failure) {
    String id = UUID.randomUUID().toString();
    RestMessages.LOG.incident(id, failure);
    return Problems.incident(id);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
