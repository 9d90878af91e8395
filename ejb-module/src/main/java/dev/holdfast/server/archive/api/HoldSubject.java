package dev.holdfast.server.archive.api;

import java.util.UUID;

/** What a legal hold is on. */
public sealed interface HoldSubject {

  /**
   * One case.
   *
   * @param id the case
   */
  record OneCase(UUID id) implements HoldSubject {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /**
   * All cases of a type, those to come among them.
   *
   * @param application its application
   * @param type the case type
   */
  record WholeType(String application, String type) implements HoldSubject {
    @Override
    public String toString() {
      return application + '/' + type;
    }
  }
}
