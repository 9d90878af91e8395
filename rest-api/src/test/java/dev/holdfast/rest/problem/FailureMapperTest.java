package dev.holdfast.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.resource.ResourceException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failure")
class FailureMapperTest {
  private final FailureMapper mapper = new FailureMapper();

  @Test
  @DisplayName("that nobody expected becomes an incident and tells nothing else")
  void leaksNothing() {
    Problem problem = problem(new IllegalStateException("password=secret"));

    assertThat(problem.code()).isEqualTo("internal");
    assertThat(problem.instance()).isNotBlank();
    assertThat(problem.toString()).doesNotContain("secret", "IllegalState");
  }

  @Test
  @DisplayName("is a refusal if there is one in what the container wrapped")
  void unwrapsRefusals() {
    Exception refused = new RefusedException(ErrorCode.CONFLICT, "It is resolved.");

    Problem problem = problem(wrapped(refused));

    assertThat(problem.code()).isEqualTo("conflict");
    assertThat(problem.detail()).isEqualTo("It is resolved.");
  }

  @Test
  @DisplayName("of an optimistic lock is stale")
  void knowsOptimisticLocks() {
    assertThat(problem(wrapped(new OptimisticLockException())).status()).isEqualTo(412);
  }

  @Test
  @DisplayName("of the database's connection is unavailable, with a time to try again")
  void knowsAnAbsentDatabase() {
    Response refused = mapper.toResponse(wrapped(new SQLException("x", "08001")));
    Response exhausted = mapper.toResponse(wrapped(new ResourceException("IJ000655")));

    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(exhausted.getStatus()).isEqualTo(503);
    assertThat(refused.getHeaderString("Retry-After")).isEqualTo("5");
  }

  @Test
  @DisplayName("to get a lock in time is unavailable")
  void knowsLocks() {
    assertThat(problem(wrapped(new SQLException("x", "55P03"))).code()).isEqualTo("unavailable");
  }

  @Test
  @DisplayName("of a statement is an incident")
  void keepsStatementsInside() {
    assertThat(problem(wrapped(new SQLException("relation \"x\"", "42P01"))).status())
        .isEqualTo(500);
  }

  private Problem problem(Throwable failure) {
    return (Problem) mapper.toResponse(failure).getEntity();
  }

  private static EJBException wrapped(Exception cause) {
    return new EJBException(new IllegalStateException(cause));
  }
}
