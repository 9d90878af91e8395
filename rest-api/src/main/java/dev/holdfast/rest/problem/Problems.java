package dev.holdfast.rest.problem;

import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes answers out of refusals. */
public final class Problems {
  private static final Duration RETRY_REFUSED = Duration.ofSeconds(30);
  private static final Duration RETRY_UNAVAILABLE = Duration.ofSeconds(5);

  private Problems() {}

  /** The answer to a refused use case. */
  public static Response of(RefusedException refused) {
    Response answer = answer(refused.code(), problem(refused)).build();
    if (refused.retryAfter() != null) {
      answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds(refused.retryAfter()));
    }
    return answer;
  }

  /** An answer with a detail of its own. */
  public static Response of(ErrorCode code, String detail) {
    return answer(code, problem(code, detail, null)).build();
  }

  /** An answer to who sends too much at once. */
  public static Response wait(Duration delay) {
    Response answer = of(ErrorCode.TOO_MANY_REQUESTS, ErrorCode.TOO_MANY_REQUESTS.remedy());
    answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds(delay));
    return answer;
  }

  /** An answer to what nobody expected. */
  static Response incident(String id) {
    return answer(ErrorCode.INTERNAL, problem(ErrorCode.INTERNAL, ErrorCode.INTERNAL.remedy(), id))
        .build();
  }

  /** For places that can't throw a refusal: the same answer, thrown. */
  public static WebApplicationException thrown(ErrorCode code, String detail) {
    return new WebApplicationException(detail, of(code, detail));
  }

  private static Problem problem(RefusedException refused) {
    ErrorCode code = refused.code();
    return new Problem(
        ProblemResource.PATH + "/" + code.code(),
        code.title(),
        code.status(),
        String.valueOf(refused.getMessage()),
        code.code(),
        null,
        refused.findings(),
        refused.leave());
  }

  private static Problem problem(ErrorCode code, String detail, @Nullable String incident) {
    return new Problem(
        ProblemResource.PATH + "/" + code.code(),
        code.title(),
        code.status(),
        detail,
        code.code(),
        incident,
        List.of(),
        null);
  }

  private static Response.ResponseBuilder answer(ErrorCode code, Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(code.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (code.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return switch (code) {
      case TOO_MANY_REQUESTS -> answer.header(HttpHeaders.RETRY_AFTER, seconds(RETRY_REFUSED));
      case UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, seconds(RETRY_UNAVAILABLE));
      default -> answer;
    };
  }

  private static String seconds(Duration delay) {
    return String.valueOf(Math.max(1, delay.plusMillis(999).toSeconds()));
  }
}
