package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an action was parked; in JSON as its code. */
public enum ParkReason {
  @JsonProperty("stale")
  STALE("stale"),
  @JsonProperty("already-completed")
  ALREADY_COMPLETED("already-completed"),
  @JsonProperty("not-available")
  NOT_AVAILABLE("not-available"),
  @JsonProperty("not-allowed")
  NOT_ALLOWED("not-allowed"),
  @JsonProperty("old-logic")
  OLD_LOGIC("old-logic"),
  @JsonProperty("unreadable")
  UNREADABLE("unreadable"),
  /** An earlier action of the same chain was parked; this one waits behind it. */
  @JsonProperty("follows-parked")
  FOLLOWS_PARKED("follows-parked"),
  /** The server failed on it every time; its log has the incident. */
  @JsonProperty("failed")
  FAILED("failed");

  private final String code;

  ParkReason(String code) {
    this.code = code;
  }

  /** The stable code, as in JSON. */
  public String code() {
    return code;
  }
}
