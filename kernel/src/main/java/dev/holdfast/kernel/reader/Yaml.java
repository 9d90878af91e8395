package dev.holdfast.kernel.reader;

import java.util.List;

/** A YAML document as a tree that knows where everything stands. */
sealed interface Yaml {
  Place place();

  /**
   * A single value.
   *
   * @param text its text, whatever type YAML would give it
   * @param empty whether it is nothing: absent, {@code null} or {@code ~}
   * @param place where it begins
   * @param textPlace where its text begins, behind a quote or a block indicator
   */
  record Scalar(String text, boolean empty, Place place, Place textPlace) implements Yaml {}

  /** A list. */
  record Sequence(List<Yaml> items, Place place) implements Yaml {}

  /** A block of keys with values, in the order of the document; no key comes twice. */
  record Mapping(List<Entry> entries, Place place) implements Yaml {}

  /** A key with its value. */
  record Entry(Scalar key, Yaml value) {}
}
