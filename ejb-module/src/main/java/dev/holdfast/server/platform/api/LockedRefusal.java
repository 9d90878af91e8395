package dev.holdfast.server.platform.api;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Around use cases that people wait for: a lock that was not to be had in time ({@link Patience})
 * is refused as {@code UNAVAILABLE}, which every caller can show.
 */
public class LockedRefusal implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Enough for any chain of causes, and an end for one that is a circle. */
  private static final int MAX_DEPTH = 20;

  /** Calls, and refuses what failed for a lock. */
  @AroundInvoke
  public @Nullable Object call(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } catch (RuntimeException e) {
      if (!locked(e)) {
        throw e;
      }
      RefusedException refused =
          new RefusedException(
              ErrorCode.UNAVAILABLE,
              "Another transaction holds what this needs. Nothing was changed; try again later.");
      refused.initCause(e);
      throw refused;
    }
  }

  private static boolean locked(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof SQLException sql && SqlState.LOCKED.equals(sql.getSQLState())) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
