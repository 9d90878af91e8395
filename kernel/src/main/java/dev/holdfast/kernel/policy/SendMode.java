package dev.holdfast.kernel.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** When a device sends by itself, each stricter than the one before; in JSON in lower case. */
public enum SendMode {
  /** Whenever there is a connection. */
  @JsonProperty("connected")
  CONNECTED,
  /** Never; a person asks. */
  @JsonProperty("manual")
  MANUAL;

  /** As in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
