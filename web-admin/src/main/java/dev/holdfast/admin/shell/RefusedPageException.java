package dev.holdfast.admin.shell;

import dev.holdfast.server.platform.api.RefusedException;

/** A page that can't be shown because a facade refused it; the problem page says why. */
public final class RefusedPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Carries the refusal through code that can't declare it.
   *
   * @param refused the refusal
   */
  public RefusedPageException(RefusedException refused) {
    super(refused.getMessage(), refused);
  }
}
