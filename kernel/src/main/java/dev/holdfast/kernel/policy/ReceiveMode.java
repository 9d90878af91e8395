package dev.holdfast.kernel.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** When a device receives by itself, each stricter than the one before; in JSON in lower case. */
public enum ReceiveMode {
  /** At once when the server's doorbell rings, and at an interval. */
  @JsonProperty("connected")
  CONNECTED,
  /** At an interval. */
  @JsonProperty("interval")
  INTERVAL,
  /** Once each time that the application begins to keep in sync. */
  @JsonProperty("launch")
  LAUNCH,
  /** Never; a person asks. */
  @JsonProperty("manual")
  MANUAL;

  /** As in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
