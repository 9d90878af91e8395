package dev.holdfast.device.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A query of an application. Immutable, but for what {@code cancelled} says.
 *
 * <pre>{@code
 * Select.of("SELECT iata, name FROM airport WHERE state = ? ORDER BY name", "AK")
 *     .within(Duration.ofSeconds(2))
 * }</pre>
 *
 * @param sql SELECT, WITH or VALUES in SQLite's language; each offline table and case type is a
 *     view of its name, {@code "application/name"} where several applications have one
 * @param arguments what stands for {@code ?} or {@code :name}, in the order of their first
 *     appearance: null, a number, text, boolean (1 or 0) or bytes; everything else is given as the
 *     text that it writes, as UUIDs, dates and times do
 * @param limit longest time that it may take, reading its rows included; null for any
 * @param incomplete whether tables may be read that the device has not, or not completely, received
 *     yet; if not, such a query is refused
 * @param cancelled asked while it runs, by the thread that runs it and every few milliseconds at
 *     most; once it is true, the query ends
 */
public record Select(
    String sql,
    List<@Nullable Object> arguments,
    @Nullable Duration limit,
    boolean incomplete,
    BooleanSupplier cancelled) {

  /** Keeps copies of what could be changed. */
  public Select {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object argument : arguments) {
      copy.add(argument instanceof byte[] bytes ? bytes.clone() : argument);
    }
    arguments = Collections.unmodifiableList(copy);
  }

  /** A query that takes as long as it takes. */
  public static Select of(String sql, @Nullable Object... arguments) {
    List<@Nullable Object> list = new ArrayList<>();
    Collections.addAll(list, arguments);
    return new Select(sql, list, null, false, () -> false);
  }

  /**
   * The same query, ended when it takes longer than this.
   *
   * @throws IllegalArgumentException if the time is not positive
   */
  public Select within(Duration longest) {
    if (longest.isZero() || longest.isNegative()) {
      throw new IllegalArgumentException("The longest time of a query has to be positive.");
    }
    return new Select(sql, arguments, longest, incomplete, cancelled);
  }

  /** The same query, which reads what there is, also of tables that have not been received yet. */
  public Select evenIncomplete() {
    return new Select(sql, arguments, limit, true, cancelled);
  }

  /** The same query, ended when somebody says so. */
  public Select until(BooleanSupplier stop) {
    return new Select(sql, arguments, limit, incomplete, stop);
  }
}
