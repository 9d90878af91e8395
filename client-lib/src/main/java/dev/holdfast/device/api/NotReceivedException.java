package dev.holdfast.device.api;

import java.util.List;

/**
 * A table was asked for that the device has not received yet, or not all of it: large ones come
 * after everything else, and by a metered connection perhaps not at all. Nothing is wrong; the next
 * sync that may goes on with it.
 */
public final class NotReceivedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final List<String> tables;

  /** Creates the exception. */
  public NotReceivedException(List<String> tables) {
    super(
        "Not yet received, or not all of it: %s. It comes with a sync, by a metered connection if the policy allows it or somebody asks for it whatever it costs."
            .formatted(String.join(", ", tables)),
        null);
    this.tables = List.copyOf(tables);
  }

  /** The tables, as {@code application/table}. */
  public List<String> tables() {
    return tables;
  }
}
