package dev.holdfast.server.platform.api;

import org.jspecify.annotations.Nullable;

/** What administrators have to say when they do something that others will ask about. */
public final class Reasons {
  /** Most characters of a reason, unless more is allowed. */
  public static final int MOST = 1_000;

  private Reasons() {}

  /**
   * A reason that was given, without space around it.
   *
   * @throws RefusedException {@code INVALID} if there is none, or it is too long
   */
  public static String given(@Nullable String reason) throws RefusedException {
    return given(reason, MOST, "Give a reason of at most %d characters.");
  }

  /**
   * The same with other words.
   *
   * @param most most characters
   * @param ask what to do without, with a place for the number of characters
   */
  public static String given(@Nullable String reason, int most, String ask)
      throws RefusedException {
    if (reason == null || reason.isBlank() || reason.length() > most || reason.indexOf(0) >= 0) {
      throw new RefusedException(ErrorCode.INVALID, ask.formatted(most));
    }
    return reason.strip();
  }
}
