package dev.holdfast.admin.overview;

import dev.holdfast.server.operations.api.Overview.SyncHour;
import java.util.List;

/** Syncs by hour as bars of a drawing that is {@link #HEIGHT} high. */
public final class SyncChart {
  /** Height of the highest bar. */
  public static final int HEIGHT = 96;

  private static final int STEP = 26;

  /**
   * One hour's bar, its parts on top of each other.
   *
   * @param hour the hour
   * @param x left edge
   * @param done height of what was completed
   * @param failed height of what failed
   */
  public record Bar(SyncHour hour, int x, int done, int failed) {}

  private final List<SyncHour> hours;
  private final long most;

  SyncChart(List<SyncHour> hours) {
    this.hours = hours;
    this.most = hours.stream().mapToLong(SyncChart::syncs).max().orElse(0);
  }

  /** The bars, oldest first. */
  public List<Bar> getBars() {
    return java.util.stream.IntStream.range(0, hours.size())
        .mapToObj(i -> bar(hours.get(i), i * STEP))
        .toList();
  }

  /** Whether there is anything to draw. */
  public boolean isBlank() {
    return most == 0;
  }

  /** Most syncs in an hour, the height of the drawing. */
  public long getMost() {
    return most;
  }

  /** All syncs. */
  public long getTotal() {
    return hours.stream().mapToLong(SyncChart::syncs).sum();
  }

  /** All that failed. */
  public long getFailed() {
    return hours.stream().mapToLong(SyncHour::failed).sum();
  }

  /** Width of the drawing. */
  public int getWidth() {
    return Math.max(STEP, hours.size() * STEP);
  }

  private Bar bar(SyncHour hour, int x) {
    return new Bar(hour, x, height(hour.full() + hour.delta()), height(hour.failed()));
  }

  private int height(long syncs) {
    return most == 0 ? 0 : (int) Math.ceil((double) syncs * HEIGHT / most);
  }

  private static long syncs(SyncHour hour) {
    return hour.full() + hour.delta() + hour.failed();
  }
}
