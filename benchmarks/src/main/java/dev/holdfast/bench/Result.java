package dev.holdfast.bench;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What came of a benchmark. */
public interface Result {

  /** As one JSON document. */
  String toJson() throws JsonProcessingException;

  /** For people. */
  String toText();

  /** Whether everything was as it has to be; figures alone always are. */
  default boolean isGood() {
    return true;
  }
}
