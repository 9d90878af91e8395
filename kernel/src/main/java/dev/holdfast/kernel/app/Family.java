package dev.holdfast.kernel.app;

import java.util.List;

/**
 * Which cases hang together.
 *
 * @param children the types of which a case can have children
 * @param parents the types whose cases can have children of this type
 */
public record Family(List<String> children, List<String> parents) {
  /** Cases that stand alone. */
  public static final Family NONE = new Family(List.of(), List.of());
}
