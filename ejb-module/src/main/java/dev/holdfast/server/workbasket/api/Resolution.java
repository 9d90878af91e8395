package dev.holdfast.server.workbasket.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an issue is decided. */
public enum Resolution {
  /** Apply the action as it is on the present state. */
  APPLY,
  /** Apply it with edited fields. */
  EDIT,
  /** Make a new case from it. */
  NEW_CASE,
  /** Reopen the completed case and apply it. */
  REOPEN,
  /** Return it to the device's user with a message. */
  RETURN,
  /** Discard it, with a reason. */
  DISCARD;

  /** Whether what waits behind an issue can be decided on with it, the same way. */
  public boolean takesFollowers() {
    return this == RETURN || this == DISCARD;
  }

  /** The one with a code. */
  public static Optional<Resolution> of(String code) {
    return Arrays.stream(values()).filter(known -> known.code().equals(code)).findAny();
  }

  /** The code in the API and on the command line, for example {@code new-case}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
