package dev.holdfast.rest.problem;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.SqlState;
import jakarta.persistence.OptimisticLockException;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a failure means for the caller. Containers wrap: an {@code EJBException} says nothing,
 * its causes do.
 */
final class Failures {
  private Failures() {}

  /** The refusal behind a failure, empty if nobody expected it. */
  static Optional<RefusedException> refusal(Throwable failure) {
    return SqlState.first(failure, cause -> meaning(cause) != null).map(Failures::meaning);
  }

  private static @Nullable RefusedException meaning(Throwable cause) {
    if (cause instanceof RefusedException refused) {
      return refused;
    }
    if (cause instanceof OptimisticLockException) {
      return refuse(ErrorCode.STALE);
    }
    // ResourceException: the pool can't get a connection.
    if (cause instanceof ResourceException
        || (cause instanceof SQLException sql && passes(sql.getSQLState()))) {
      return refuse(ErrorCode.UNAVAILABLE);
    }
    return null;
  }

  private static boolean passes(@Nullable String state) {
    return state != null && (SqlState.away(state) || SqlState.inTheWay(state));
  }

  private static RefusedException refuse(ErrorCode code) {
    return new RefusedException(code, code.remedy());
  }
}
