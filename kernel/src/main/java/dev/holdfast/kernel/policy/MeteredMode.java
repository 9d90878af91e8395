package dev.holdfast.kernel.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What a device does by a connection that is paid for by what goes over it, each stricter than the
 * one before; in JSON in lower case.
 */
public enum MeteredMode {
  /** The same as by any other. */
  @JsonProperty("everything")
  EVERYTHING,
  /** Sends, and receives what changed, cases and what is small; nothing large whole. */
  @JsonProperty("changes")
  CHANGES,
  /** Sends, and receives nothing. */
  @JsonProperty("send")
  SEND,
  /** Nothing. */
  @JsonProperty("nothing")
  NOTHING;

  /** As in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
