package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an action; in JSON in lower case. */
public enum Outcome {
  /** Took effect as it was. */
  @JsonProperty("applied")
  APPLIED,
  /** Took effect after a merge with what had changed. */
  @JsonProperty("merged")
  MERGED,
  /** Waits in the issue workbasket. */
  @JsonProperty("parked")
  PARKED,
  /** Was parked and then discarded by a person, with a reason. */
  @JsonProperty("discarded")
  DISCARDED,
  /**
   * Was parked and then given back to its user by a person, with a message: edit it, or let it go.
   */
  @JsonProperty("returned")
  RETURNED
}
