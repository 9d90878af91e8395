package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When something has to be done about a case: whatever comes first of what its stage and the whole
 * case ask for. Computed from since when it stands there, by device and server alike.
 *
 * @param goal when it should be done, null if nothing asks for it
 * @param deadline when it is overdue, null if it never is
 */
public record Due(@Nullable Instant goal, @Nullable Instant deadline) {
  /** Never. */
  public static final Due NEVER = new Due(null, null);

  /**
   * When something has to be done about a case; never about a completed one.
   *
   * @param type its type, by the version in force
   */
  public static Due of(CaseType type, CaseState state) {
    return state.completed()
        ? NEVER
        : new Due(
            earliest(type, state, Deadlines.Times::goal),
            earliest(type, state, Deadlines.Times::deadline));
  }

  /** Whether the case is overdue at a moment. */
  public boolean isOverdueAt(Instant moment) {
    return deadline != null && moment.isAfter(deadline);
  }

  private static @Nullable Instant earliest(
      CaseType type, CaseState state, Function<Deadlines.Times, @Nullable Duration> which) {
    Deadlines deadlines = type.coordination().deadlines();
    Instant whole = after(state.context().openedAt(), which.apply(deadlines.whole()));
    Instant stage = after(state.context().stageSince(), which.apply(deadlines.of(state.stage())));
    return whole == null || stage != null && stage.isBefore(whole) ? stage : whole;
  }

  private static @Nullable Instant after(@Nullable Instant since, @Nullable Duration length) {
    return since == null || length == null ? null : since.plus(length);
  }
}
