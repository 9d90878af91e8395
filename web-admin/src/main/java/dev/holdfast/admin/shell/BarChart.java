package dev.holdfast.admin.shell;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Bars of two parts on top of each other, of a drawing that is {@link #HEIGHT} high. What a bar and
 * a part is, the page says.
 *
 * @param <T> what has a bar
 */
public final class BarChart<T> {
  /** Height of the highest bar. */
  public static final int HEIGHT = 84;

  private static final int STEP = 26;

  /**
   * One bar.
   *
   * @param <T> what has it
   * @param of what has it
   * @param x left edge
   * @param lower height of the lower part
   * @param upper height of the part on top of it
   */
  public record Bar<T>(T of, int x, int lower, int upper) {}

  private final List<T> all;
  private final ToLongFunction<T> lower;
  private final ToLongFunction<T> upper;
  private final long most;

  /**
   * Draws bars.
   *
   * @param all what has bars, from left to right
   * @param lower amount of the lower part
   * @param upper amount of the part on top of it
   */
  public BarChart(List<T> all, ToLongFunction<T> lower, ToLongFunction<T> upper) {
    this.all = all;
    this.lower = lower;
    this.upper = upper;
    this.most =
        all.stream().mapToLong(h -> lower.applyAsLong(h) + upper.applyAsLong(h)).max().orElse(0);
  }

  /** The bars, from left to right. */
  public List<Bar<T>> getBars() {
    return IntStream.range(0, all.size()).mapToObj(i -> bar(all.get(i), i * STEP)).toList();
  }

  /** The greatest amount of a bar, the height of the drawing. */
  public long getMost() {
    return most;
  }

  /** Whether there is anything to draw. */
  public boolean isBlank() {
    return most == 0;
  }

  /** All amounts. */
  public long getTotal() {
    return all.stream().mapToLong(h -> lower.applyAsLong(h) + upper.applyAsLong(h)).sum();
  }

  /** All amounts of the lower part. */
  public long getLower() {
    return all.stream().mapToLong(lower).sum();
  }

  /** Width of the drawing. */
  public int getWidth() {
    return Math.max(STEP, all.size() * STEP);
  }

  private Bar<T> bar(T one, int x) {
    return new Bar<>(one, x, height(lower.applyAsLong(one)), height(upper.applyAsLong(one)));
  }

  private int height(long amount) {
    return most == 0 ? 0 : (int) Math.ceil((double) amount * HEIGHT / most);
  }
}
