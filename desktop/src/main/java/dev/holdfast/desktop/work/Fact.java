package dev.holdfast.desktop.work;

import java.util.List;

/**
 * A field of a case that has a value.
 *
 * @param field its name
 * @param label what it is called
 * @param value as it is read; empty for a list of records
 * @param records the records of a list, each with its fields
 */
public record Fact(String field, String label, String value, List<List<Fact>> records) {
  /** A plain value. */
  static Fact of(String field, String label, String value) {
    return new Fact(field, label, value, List.of());
  }
}
