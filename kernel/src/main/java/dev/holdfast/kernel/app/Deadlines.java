package dev.holdfast.kernel.app;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In what time cases of a type are to be worked on.
 *
 * @param whole from the creation of a case to its completion
 * @param stages how long a case may stay in a stage, by stage; one that is not there has no times
 */
public record Deadlines(Times whole, Map<String, Times> stages) {
  /** None at all. */
  public static final Deadlines NONE = new Deadlines(Times.NONE, Map.of());

  /**
   * Two lengths of time, of days that have 24 hours.
   *
   * @param goal the one that is aimed at, null if none
   * @param deadline the one after which a case is overdue, null if none; no shorter than the goal
   */
  public record Times(@Nullable Duration goal, @Nullable Duration deadline) {
    /** None. */
    public static final Times NONE = new Times(null, null);
  }

  /** How long a case may stay in a stage. */
  public Times of(String stage) {
    return stages.getOrDefault(stage, Times.NONE);
  }
}
