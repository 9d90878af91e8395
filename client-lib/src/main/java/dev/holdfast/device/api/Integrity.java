package dev.holdfast.device.api;

import java.util.List;

/**
 * Whether a store's file is whole: every page is what was written there, and tables and indexes
 * agree. Whether the rows are the server's is another question, see {@link Verification}.
 *
 * @param problems what is wrong, in SQLite's words; empty if nothing is
 */
public record Integrity(List<String> problems) {

  /** Makes the value immutable. */
  public Integrity {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
