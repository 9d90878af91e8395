package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueFilter;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
  static IssueQuery of(UnaryOperator<@Nullable String> parameters) {
    var query = new IssueQuery();
    query.workbasket = AddressParts.text(parameters.apply("workbasket"));
    query.status = AddressParts.text(parameters.apply("status"));
    query.reason = AddressParts.text(parameters.apply("reason"));
    query.user = AddressParts.text(parameters.apply("user"));
    query.device = AddressParts.text(parameters.apply("device"));
    query.caseId = AddressParts.text(parameters.apply("case"));
    query.from = AddressParts.text(parameters.apply("from"));
    query.until = AddressParts.text(parameters.apply("until"));
    query.text = AddressParts.text(parameters.apply("text"));
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
        AddressParts.id(device),
        AddressParts.id(caseId),
        AddressParts.start(from, 0),
        AddressParts.start(until, 1),
        text);
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
