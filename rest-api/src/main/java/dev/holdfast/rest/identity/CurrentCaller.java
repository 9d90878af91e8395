package dev.holdfast.rest.identity;

import dev.holdfast.server.platform.api.Caller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who calls, once {@link BearerFilter} or {@link DepartingFilter} knows. */
@RequestScoped
public class CurrentCaller {
  private @Nullable Caller caller;

  /**
   * Who calls.
   *
   * @throws IllegalStateException in a method that is {@link Unauthenticated}, and not {@link
   *     Departing}
   */
  public Caller get() {
    if (caller == null) {
      throw new IllegalStateException("Nobody was authenticated for this request");
    }
    return caller;
  }

  void set(Caller authenticated) {
    caller = authenticated;
  }
}
