package dev.holdfast.server.workbasket.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workbaskets whose issues somebody may see and decide on.
 *
 * @param workbaskets their names, null for all
 */
record Reach(@Nullable Set<String> workbaskets) {
  /** All of them. */
  static final Reach ALL = new Reach(null);

  boolean has(String workbasket) {
    return workbaskets == null || workbaskets.contains(workbasket);
  }
}
