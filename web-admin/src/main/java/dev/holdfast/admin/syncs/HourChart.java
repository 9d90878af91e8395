package dev.holdfast.admin.syncs;

import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Hours as bars of two parts on top of each other, of a drawing that is {@link #HEIGHT} high. What
 * a part is, the page says.
 */
public final class HourChart {
  /** Height of the highest bar. */
  public static final int HEIGHT = 84;

  private static final int STEP = 26;

  /**
   * One hour's bar.
   *
   * @param hour the hour
   * @param x left edge
   * @param lower height of the lower part
   * @param upper height of the part on top of it
   */
  public record Bar(SyncHour hour, int x, int lower, int upper) {}

  private final List<SyncHour> hours;
  private final ToLongFunction<SyncHour> lower;
  private final ToLongFunction<SyncHour> upper;
  private final long most;

  /**
   * Draws hours.
   *
   * @param hours the hours, oldest first
   * @param lower amount of the lower part
   * @param upper amount of the part on top of it
   */
  public HourChart(
      List<SyncHour> hours, ToLongFunction<SyncHour> lower, ToLongFunction<SyncHour> upper) {
    this.hours = hours;
    this.lower = lower;
    this.upper = upper;
    this.most =
        hours.stream().mapToLong(h -> lower.applyAsLong(h) + upper.applyAsLong(h)).max().orElse(0);
  }

  /** The bars, oldest first. */
  public List<Bar> getBars() {
    return IntStream.range(0, hours.size()).mapToObj(i -> bar(hours.get(i), i * STEP)).toList();
  }

  /** The greatest amount of an hour, the height of the drawing. */
  public long getMost() {
    return most;
  }

  /** Whether there is anything to draw. */
  public boolean isBlank() {
    return most == 0;
  }

  /** All amounts. */
  public long getTotal() {
    return hours.stream().mapToLong(h -> lower.applyAsLong(h) + upper.applyAsLong(h)).sum();
  }

  /** All amounts of the lower part. */
  public long getLower() {
    return hours.stream().mapToLong(lower).sum();
  }

  /** Width of the drawing. */
  public int getWidth() {
    return Math.max(STEP, hours.size() * STEP);
  }

  private Bar bar(SyncHour hour, int x) {
    return new Bar(hour, x, height(lower.applyAsLong(hour)), height(upper.applyAsLong(hour)));
  }

  private int height(long amount) {
    return most == 0 ? 0 : (int) Math.ceil((double) amount * HEIGHT / most);
  }
}
