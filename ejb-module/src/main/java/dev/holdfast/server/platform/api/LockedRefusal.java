package dev.holdfast.server.platform.api;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Around use cases that people wait for: that another transaction was in the way (a lock not to be
 * had in time, see {@link Patience}, a deadlock, a serialization failure) is refused as {@code
 * UNAVAILABLE}, which every caller can show.
 */
public class LockedRefusal implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Calls, and refuses what failed for another transaction. */
  @AroundInvoke
  public @Nullable Object call(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } catch (RuntimeException e) {
      Throwable inTheWay = SqlState.first(e, SqlState::inTheWay).orElse(null);
      if (inTheWay == null) {
        throw e;
      }
      RefusedException refused = new RefusedException(ErrorCode.UNAVAILABLE, detail(inTheWay));
      refused.initCause(e);
      throw refused;
    }
  }

  private static String detail(Throwable inTheWay) {
    return inTheWay instanceof InTheWayException known
        ? String.valueOf(known.getMessage())
        : "Another transaction is in the way of this. Nothing was changed; try again later.";
  }
}
