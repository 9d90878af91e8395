package dev.holdfast.admin.syncs;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filter of the sync log as it stands in an address. */
public class SyncFilters implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String user;
  private @Nullable String device;
  private @Nullable String kind;
  private @Nullable String outcome;
  private @Nullable String from;
  private @Nullable String until;

  /** Reads an address's parameters. */
  static SyncFilters of(UnaryOperator<@Nullable String> parameters) {
    var filters = new SyncFilters();
    filters.user = given(parameters.apply("user"));
    filters.device = given(parameters.apply("device"));
    filters.kind = given(parameters.apply("kind"));
    filters.outcome = given(parameters.apply("outcome"));
    filters.from = given(parameters.apply("from"));
    filters.until = given(parameters.apply("until"));
    return filters;
  }

  /**
   * The filter.
   *
   * @throws RefusedException {@code INVALID} if a part can't be read
   */
  SyncFilter filter() throws RefusedException {
    return new SyncFilter(
        user, id(), kind, "failed".equals(outcome), begin(from, 0), begin(until, 1));
  }

  /** Whether anything is left out. */
  public boolean isNarrowed() {
    return Stream.of(user, device, kind, outcome, from, until).anyMatch(part -> part != null);
  }

  private @Nullable UUID id() throws RefusedException {
    var id = Ids.of(device);
    if (device != null && id == null) {
      throw new RefusedException(ErrorCode.INVALID, device + " is no id of a device.");
    }
    return id;
  }

  /** When a day begins, or the one some days after it. */
  private static @Nullable Instant begin(@Nullable String day, int after) throws RefusedException {
    try {
      return day == null
          ? null
          : LocalDate.parse(day).plusDays(after).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw new RefusedException(ErrorCode.INVALID, day + " is no day such as 2026-01-31.");
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** Of which user, null for any. */
  public @Nullable String getUser() {
    return user;
  }

  /** Of which user, null for any. */
  public void setUser(@Nullable String user) {
    this.user = user;
  }

  /** Id of the device, null for any. */
  public @Nullable String getDevice() {
    return device;
  }

  /** Id of the device, null for any. */
  public void setDevice(@Nullable String device) {
    this.device = device;
  }

  /** Full or delta, null for any. */
  public @Nullable String getKind() {
    return kind;
  }

  /** Full or delta, null for any. */
  public void setKind(@Nullable String kind) {
    this.kind = kind;
  }

  /** {@code failed} for those only, null for any. */
  public @Nullable String getOutcome() {
    return outcome;
  }

  /** {@code failed} for those only, null for any. */
  public void setOutcome(@Nullable String outcome) {
    this.outcome = outcome;
  }

  /** First day, null for any. */
  public @Nullable String getFrom() {
    return from;
  }

  /** First day, null for any. */
  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  /** Last day, null for any. */
  public @Nullable String getUntil() {
    return until;
  }

  /** Last day, null for any. */
  public void setUntil(@Nullable String until) {
    this.until = until;
  }
}
