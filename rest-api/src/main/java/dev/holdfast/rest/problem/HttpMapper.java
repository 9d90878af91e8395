package dev.holdfast.rest.problem;

import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** What JAX-RS itself refuses: no such resource, method or media type, an unreadable parameter. */
@Provider
public class HttpMapper implements ExceptionMapper<WebApplicationException> {
  private static final Map<Integer, ErrorCode> CODES =
      Map.of(
          400, ErrorCode.MALFORMED,
          401, ErrorCode.TOKEN_EXPIRED,
          403, ErrorCode.NOT_ALLOWED,
          404, ErrorCode.NOT_FOUND,
          405, ErrorCode.METHOD_NOT_ALLOWED,
          406, ErrorCode.NOT_ACCEPTABLE,
          413, ErrorCode.TOO_LARGE,
          415, ErrorCode.UNSUPPORTED_TYPE,
          503, ErrorCode.UNAVAILABLE);

  @Override
  public Response toResponse(WebApplicationException failure) {
    Response response = failure.getResponse();
    if (response.getEntity() instanceof Problem || response.getStatus() < 400) {
      return response;
    }
    ErrorCode code = CODES.get(response.getStatus());
    if (code == null) {
      return FailureMapper.incident(failure);
    }
    Response answer = Problems.of(code, code.remedy());
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      answer.getHeaders().putSingle(HttpHeaders.ALLOW, allow);
    }
    return answer;
  }
}
