package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The issue workbasket. Administrators see every issue; caseworkers those of the workbaskets of
 * which they are members, and to them there are no others. Everybody else is refused with {@code
 * NOT_ALLOWED}.
 */
@Local
public interface Workbasket {

  /**
   * A decision.
   *
   * @param how how
   * @param fields for {@code EDIT}, and to change values with {@code NEW_CASE} and {@code REOPEN}:
   *     values in JSON form
   * @param reason why; goes to the history and to the device, without space around it
   * @param caseVersion the case's version that it was made on, 0 for none; null if that does not
   *     matter
   * @param followers for {@code RETURN} and {@code DISCARD}: what waits behind the issue and is
   *     decided on with it, all of it; null to leave that to be judged again
   */
  record Decision(
      Resolution how,
      Map<String, @Nullable Object> fields,
      String reason,
      @Nullable Long caseVersion,
      @Nullable Set<UUID> followers) {

    /** A decision on the case as it is then, on no other submission. */
    public Decision(Resolution how, Map<String, @Nullable Object> fields, String reason) {
      this(how, fields, reason, null, null);
    }
  }

  /** Issues under a filter. Sort keys: received (default), reason, status, user, workbasket. */
  Page<IssueView> list(Caller caller, IssueFilter filter, PageRequest page) throws RefusedException;

  /**
   * Issues by cause, the group with the most unresolved ones first. Sort keys: unresolved
   * (default), issues, first, last.
   */
  Page<IssueGroup> groups(Caller caller, IssueFilter filter, PageRequest page)
      throws RefusedException;

  /** Number of unresolved issues by reason. */
  Map<String, Long> unresolvedByReason(Caller caller) throws RefusedException;

  /** One issue, whole. */
  Optional<IssueDetail> find(Caller caller, UUID id) throws RefusedException;

  /**
   * Takes an issue for the caller to decide on, with what waits behind it.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE} if it changed since, {@code CONFLICT}
   *     if it is resolved or waits behind another one
   */
  IssueView claim(Caller caller, UUID id, long expectedVersion) throws RefusedException;

  /**
   * Gives up a claim, the caller's own or another member's; anybody may take the issue then.
   *
   * @throws RefusedException as {@link #claim}
   */
  IssueView release(Caller caller, UUID id, long expectedVersion) throws RefusedException;

  /**
   * Takes an issue for somebody else to decide on.
   *
   * @param user who may decide on issues of its workbasket
   * @throws RefusedException as {@link #claim}; {@code INVALID} if the user may not
   */
  IssueView assign(Caller caller, UUID id, long expectedVersion, String user)
      throws RefusedException;

  /**
   * Says something of an issue, resolved or not; for good.
   *
   * @param text at most 4,000 characters
   * @throws RefusedException {@code NOT_FOUND}, {@code INVALID}
   */
  IssueEvent comment(Caller caller, UUID id, String text) throws RefusedException;

  /**
   * Decides. Effect on the case, history, outcomes for the device and the issue's end commit
   * together, with the ends of what waits behind it and is taken along, or what else becomes of
   * that.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}, also if the case is not the one that
   *     it was made on or not just the given followers wait behind it, {@code CONFLICT} if resolved
   *     before, {@code INVALID} with the engine's messages if the action can't be applied this way,
   *     {@code UNAVAILABLE} if another transaction holds what it needs
   */
  IssueView resolve(Caller caller, UUID id, long expectedVersion, Decision decision)
      throws RefusedException;

  /**
   * Writes issues under a filter as CSV (RFC 4180, UTF-8, header line), newest first, streaming: in
   * no transaction, with some of them in memory. Formula characters are defused.
   */
  void exportCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException;

  /**
   * The same with the whole submission as it came in the last column, and before it why it was
   * resolved and the action that it waits behind.
   */
  void exportWholeCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException;

  /**
   * Writes whole issues under a filter as a JSON array, newest first, streaming as {@link
   * #exportCsv}: the submission as it came, base, mine and theirs, chain and events. What belongs
   * to the chain of an issue follows it.
   */
  void exportJson(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException;
}
