package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The issue workbasket. In this version for administrators. */
@Local
public interface Workbasket {

  /**
   * What to list; null is anything.
   *
   * @param workbasket named workbasket
   * @param status {@code open}, {@code claimed}, {@code resolved} or {@code unresolved}
   * @param reason code
   * @param user who submitted
   * @param device from which device
   * @param caseId about which case
   * @param from received at or after
   * @param until received before
   * @param text part of action, case type, message or payload
   */
  record IssueFilter(
      @Nullable String workbasket,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String user,
      @Nullable UUID device,
      @Nullable UUID caseId,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String text) {}

  /**
   * A decision.
   *
   * @param how how
   * @param fields for {@code EDIT}, and to change values with {@code NEW_CASE} and {@code REOPEN}:
   *     values in JSON form
   * @param reason why; goes to the history and to the device
   */
  record Decision(Resolution how, Map<String, @Nullable Object> fields, String reason) {}

  /** Issues under a filter. Sort keys: received (default), reason, status, user, workbasket. */
  Page<IssueView> list(Caller caller, IssueFilter filter, PageRequest page) throws RefusedException;

  /** Number of unresolved issues by reason. */
  Map<String, Long> unresolvedByReason(Caller caller) throws RefusedException;

  /** One issue, whole. */
  Optional<IssueDetail> find(Caller caller, UUID id) throws RefusedException;

  /**
   * Takes an issue for the caller to decide on.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE} if it changed since, {@code CONFLICT}
   *     if it is resolved
   */
  IssueView claim(Caller caller, UUID id, long expectedVersion) throws RefusedException;

  /**
   * Decides. Effect on the case, history, outcome for the device and the issue's end commit
   * together.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}, {@code CONFLICT} if resolved before,
   *     {@code INVALID} with the engine's messages if the action can't be applied this way, {@code
   *     UNAVAILABLE} if another transaction holds what it needs
   */
  IssueView resolve(Caller caller, UUID id, long expectedVersion, Decision decision)
      throws RefusedException;

  /**
   * Writes issues under a filter as CSV (RFC 4180, UTF-8, header line), newest first, streaming: in
   * no transaction, with some of them in memory. Formula characters are defused.
   */
  void exportCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException;
}
