package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;

/**
 * What a message is about.
 *
 * @param field the field of the case
 * @param words how people call the place in it
 */
record Spot(String field, String words) {
  static Spot of(CaseType.Field field) {
    return new Spot(field.name(), field.name());
  }

  /** A field of a record, which counts from 1 in its list. */
  static Spot of(CaseType.Field records, int number, String part) {
    return new Spot(records.name(), records.name() + ", record " + number + ": " + part);
  }

  /** A record of a list, which counts from 1. */
  static Spot of(CaseType.Field records, int number) {
    return new Spot(records.name(), records.name() + ", record " + number);
  }

  Message message(String code, String what) {
    return new Message(code, field, words + ' ' + what);
  }
}
