package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbasket.IssueFilter;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the workbasket as it stands in an address, so that it can be kept as a bookmark and
 * the export gets the same rows as the page. Days are whole days of the server's time zone.
 */
public class IssueQuery implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String workbasket;
  private @Nullable String status;
  private @Nullable String reason;
  private @Nullable String user;
  private @Nullable String device;
  private @Nullable String caseId;
  private @Nullable String from;
  private @Nullable String until;
  private @Nullable String text;

  /**
   * Reads a query.
   *
   * @param parameters value by parameter, null or empty where there is none
   */
  static IssueQuery of(Function<String, @Nullable String> parameters) {
    var query = new IssueQuery();
    query.workbasket = given(parameters.apply("workbasket"));
    query.status = given(parameters.apply("status"));
    query.reason = given(parameters.apply("reason"));
    query.user = given(parameters.apply("user"));
    query.device = given(parameters.apply("device"));
    query.caseId = given(parameters.apply("case"));
    query.from = given(parameters.apply("from"));
    query.until = given(parameters.apply("until"));
    query.text = given(parameters.apply("text"));
    return query;
  }

  /**
   * The filter.
   *
   * @throws RefusedException {@code INVALID} if a day or an id can't be read
   */
  IssueFilter filter() throws RefusedException {
    return new IssueFilter(
        workbasket,
        "all".equals(status) ? null : Optional.ofNullable(status).orElse("unresolved"),
        reason,
        user,
        id(device),
        id(caseId),
        start(from, 0),
        start(until, 1),
        text);
  }

  private static @Nullable UUID id(@Nullable String id) throws RefusedException {
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException unreadable) {
      throw new RefusedException(ErrorCode.INVALID, '"' + id + "\" is not an id.");
    }
  }

  private static @Nullable Instant start(@Nullable String day, int daysLater)
      throws RefusedException {
    try {
      return day == null
          ? null
          : LocalDate.parse(day)
              .plusDays(daysLater)
              .atStartOfDay(ZoneId.systemDefault())
              .toInstant();
    } catch (DateTimeParseException unreadable) {
      throw new RefusedException(
          ErrorCode.INVALID, '"' + day + "\" is not a day. Write it as 2026-11-23.");
    }
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Whether it leaves out anything that a new visitor would see. */
  public boolean isNarrowed() {
    return workbasket != null
        || (status != null && !"unresolved".equals(status))
        || reason != null
        || user != null
        || device != null
        || caseId != null
        || from != null
        || until != null
        || text != null;
  }

  /** Named workbasket, null for all. */
  public @Nullable String getWorkbasket() {
    return workbasket;
  }

  /** Named workbasket, null for all. */
  public void setWorkbasket(@Nullable String workbasket) {
    this.workbasket = workbasket;
  }

  /** Status; {@code all} for any, null for what is not resolved. */
  public @Nullable String getStatus() {
    return status;
  }

  /** Status; {@code all} for any, null for what is not resolved. */
  public void setStatus(@Nullable String status) {
    this.status = status;
  }

  /** Code of the reason, null for any. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Code of the reason, null for any. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }

  /** Who submitted, null for anybody. */
  public @Nullable String getUser() {
    return user;
  }

  /** Who submitted, null for anybody. */
  public void setUser(@Nullable String user) {
    this.user = user;
  }

  /** From which device, null for any. */
  public @Nullable String getDevice() {
    return device;
  }

  /** From which device, null for any. */
  public void setDevice(@Nullable String device) {
    this.device = device;
  }

  /** The case, null for any. */
  public @Nullable String getCaseId() {
    return caseId;
  }

  /** The case, null for any. */
  public void setCaseId(@Nullable String caseId) {
    this.caseId = caseId;
  }

  /** First day, null for no limit. */
  public @Nullable String getFrom() {
    return from;
  }

  /** First day, null for no limit. */
  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  /** Last day, null for no limit. */
  public @Nullable String getUntil() {
    return until;
  }

  /** Last day, null for no limit. */
  public void setUntil(@Nullable String until) {
    this.until = until;
  }

  /** Part of action, case type, message or payload, null for any. */
  public @Nullable String getText() {
    return text;
  }

  /** Part of action, case type, message or payload, null for any. */
  public void setText(@Nullable String text) {
    this.text = text;
  }
}
