package dev.holdfast.kernel.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * In which order devices receive the tables that they don't have yet; in JSON in lower case. Cases
 * come first in any case.
 */
public enum Priority {
  /** With the cases, however large: work can't begin without it. */
  @JsonProperty("first")
  FIRST,
  /** With the cases if it is small, else after them. */
  @JsonProperty("normal")
  NORMAL,
  /** After all others. */
  @JsonProperty("last")
  LAST;

  /** As in JSON and in packages. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
