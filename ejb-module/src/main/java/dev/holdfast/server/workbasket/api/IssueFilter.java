package dev.holdfast.server.workbasket.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which issues; null is anything. A chain of submissions is one issue: user, device, case, action
 * and text have to fit one of its submissions, whichever; all else is its head's.
 *
 * @param workbasket named workbasket
 * @param status {@code open}, {@code claimed}, {@code resolved} or {@code unresolved}; null for
 *     chains of any status; {@link #ALL_SUBMISSIONS} or {@link #WAITING} for submissions instead of
 *     chains
 * @param reason code
 * @param user who submitted
 * @param device from which device
 * @param caseId about which case
 * @param from received at or after
 * @param until received before
 * @param assignee who has claimed it, or was given it
 * @param text words, or their beginnings, that are all in the issue: number, ids, user, device,
 *     names, reason, messages and values of the submission
 * @param cause the more exact cause, as a {@link IssueGroup} has it
 */
public record IssueFilter(
    @Nullable String workbasket,
    @Nullable String status,
    @Nullable String reason,
    @Nullable String user,
    @Nullable UUID device,
    @Nullable UUID caseId,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String assignee,
    @Nullable String text,
    Cause cause) {
  /** How a chain of any status is asked for, where to say nothing means something else. */
  public static final String ANY_CHAIN = "any";

  /** Every submission by itself, whether it waits behind another one or not. */
  public static final String ALL_SUBMISSIONS = "all";

  /** The submissions that wait behind another one. */
  public static final String WAITING = "waiting";

  /** All issues. */
  public static final IssueFilter ALL =
      new IssueFilter(null, null, null, null, null, null, null, null, null);

  /** A filter by anything but the cause and who decides. */
  public IssueFilter(
      @Nullable String workbasket,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String user,
      @Nullable UUID device,
      @Nullable UUID caseId,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String text) {
    this(workbasket, status, reason, user, device, caseId, from, until, null, text, Cause.ANY);
  }

  /**
   * A cause; null is anything, the empty text is none.
   *
   * @param application application
   * @param caseType case type
   * @param action action
   * @param packageVersion version of the package that the action was made with
   * @param field the field that the first message is about, else the message's code
   */
  public record Cause(
      @Nullable String application,
      @Nullable String caseType,
      @Nullable String action,
      @Nullable String packageVersion,
      @Nullable String field) {
    /** Any cause. */
    public static final Cause ANY = new Cause(null, null, null, null, null);
  }

  /** Whether it is for submissions by themselves instead of chains. */
  public boolean ofSubmissions() {
    return ALL_SUBMISSIONS.equals(status) || WAITING.equals(status);
  }

  /** The same, of this cause. */
  public IssueFilter of(Cause of) {
    return new IssueFilter(
        workbasket, status, reason, user, device, caseId, from, until, assignee, text, of);
  }

  /** The same with this status. */
  public IssueFilter as(@Nullable String state) {
    return new IssueFilter(
        workbasket, state, reason, user, device, caseId, from, until, assignee, text, cause);
  }

  /** The same, which somebody has claimed or was given. */
  public IssueFilter assignedTo(@Nullable String name) {
    return new IssueFilter(
        workbasket, status, reason, user, device, caseId, from, until, name, text, cause);
  }

  /** The same, received before. */
  public IssueFilter before(@Nullable Instant end) {
    return new IssueFilter(
        workbasket, status, reason, user, device, caseId, from, end, assignee, text, cause);
  }
}
