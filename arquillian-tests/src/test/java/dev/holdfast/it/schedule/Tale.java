package dev.holdfast.it.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a schedule, in words and in order; several threads may tell at once. */
final class Tale {
  private final List<String> lines = new ArrayList<>();

  /** Adds a line, made as by {@link String#format}. */
  synchronized void tell(String format, @Nullable Object... parts) {
    lines.add(String.format(format, parts));
  }

  /** Adds a statement with its parameters. */
  void statement(String sql, @Nullable Object... parameters) {
    tell("    %s %s", sql, Arrays.toString(parameters));
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", lines);
  }
}
