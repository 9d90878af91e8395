package dev.holdfast.kernel.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a case belongs, and since when it stands where it stands. Times are moments of actions by
 * the server's clock, to the millisecond; what a device says of a later time than the server's own
 * counts as that.
 *
 * @param worklist the worklist that it is on, null if none
 * @param parent the case that it is a child of, null if none; never changes
 * @param openedAt when it was created, null if that is not known
 * @param stageSince when it came into its stage, null if that is not known
 */
public record CaseContext(
    @Nullable String worklist,
    @Nullable UUID parent,
    @Nullable Instant openedAt,
    @Nullable Instant stageSince) {
  /** Nothing is known. */
  public static final CaseContext UNKNOWN = new CaseContext(null, null, null, null);

  /** The same on another worklist. */
  CaseContext on(@Nullable String other) {
    return new CaseContext(other, parent, openedAt, stageSince);
  }

  /** The same as a child of a case. */
  CaseContext childOf(UUID other) {
    return new CaseContext(worklist, other, openedAt, stageSince);
  }

  /**
   * The same in another stage. A case comes into a stage no earlier than into the one before,
   * whatever the clocks of two devices say.
   *
   * @param moment of the action
   */
  public CaseContext inStageFrom(Instant moment) {
    Instant since = moment.truncatedTo(ChronoUnit.MILLIS);
    if (stageSince != null && since.isBefore(stageSince)) {
      since = stageSince;
    }
    return new CaseContext(worklist, parent, openedAt == null ? since : openedAt, since);
  }

  /** The same as if it had begun at this moment. */
  public CaseContext begunAt(Instant moment) {
    Instant since = moment.truncatedTo(ChronoUnit.MILLIS);
    return new CaseContext(worklist, parent, since, since);
  }

  /** The same with no time after this one. */
  public CaseContext notAfter(Instant latest) {
    Instant bound = latest.truncatedTo(ChronoUnit.MILLIS);
    return new CaseContext(worklist, parent, earlier(openedAt, bound), earlier(stageSince, bound));
  }

  private static @Nullable Instant earlier(@Nullable Instant time, Instant bound) {
    return time != null && time.isAfter(bound) ? bound : time;
  }
}
