package dev.holdfast.kernel.app;

import java.util.List;

/**
 * How people fill in the fields of a case.
 *
 * @param name name within the case type
 * @param groups fields that belong together, in order; {@code assignee} may be among them
 */
public record Form(String name, List<List<String>> groups) {

  /** All of its fields in order. */
  public List<String> fields() {
    return groups.stream().flatMap(List::stream).toList();
  }
}
