package dev.holdfast.admin.syncs;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import java.io.Serializable;
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
    filters.user = AddressParts.text(parameters.apply("user"));
    filters.device = AddressParts.text(parameters.apply("device"));
    filters.kind = AddressParts.text(parameters.apply("kind"));
    filters.outcome = AddressParts.text(parameters.apply("outcome"));
    filters.from = AddressParts.text(parameters.apply("from"));
    filters.until = AddressParts.text(parameters.apply("until"));
    return filters;
  }

  /**
   * The filter.
   *
   * @throws RefusedException {@code INVALID} if a part can't be read
   */
  SyncFilter filter() throws RefusedException {
    return new SyncFilter(
        user,
        AddressParts.id(device),
        kind,
        "failed".equals(outcome),
        AddressParts.start(from, 0),
        AddressParts.start(until, 1));
  }

  /** Whether anything is left out. */
  public boolean isNarrowed() {
    return Stream.of(user, device, kind, outcome, from, until).anyMatch(part -> part != null);
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
