package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.identity.api.Directory.DeviceOf;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RaisedAlerts;
import dev.holdfast.server.platform.api.RaisedAlerts.Closing;
import dev.holdfast.server.platform.api.RaisedAlerts.Filter;
import dev.holdfast.server.platform.api.RaisedAlerts.Noticed;
import dev.holdfast.server.platform.api.RaisedAlerts.Raised;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as rows that who noticed has written. */
@Stateless
public class AlertsBean implements Alerts {
  private static final int MAX_REASON = 2_000;

  private final RaisedAlerts raised;
  private final Directory directory;
  private final Clock clock;
  private final Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected AlertsBean() {
    this(null, null, null, null);
  }

  /** Lists what is in a database. */
  @Inject
  public AlertsBean(Jdbc jdbc, Directory directory, Clock clock, Audit audit) {
    this.raised = new RaisedAlerts(jdbc);
    this.directory = directory;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Page<AlertView> list(Caller caller, String status, @Nullable String kind, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "Alerts have one order only.");
    }
    if (!STATUSES.contains(status)) {
      throw new RefusedException(ErrorCode.INVALID, "The status is one of " + STATUSES + '.');
    }
    if (kind != null && !KINDS.contains(kind)) {
      throw new RefusedException(ErrorCode.INVALID, "The kind is one of " + KINDS + '.');
    }
    Boolean open = status.equals("all") ? null : (Boolean) status.equals("open");
    Page<Raised> found = raised.list(new Filter(open, kind), page);
    return new Page<>(views(found.items()), found.total());
  }

  @Override
  public Optional<AlertView> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    return find(id);
  }

  @Override
  public AlertView close(Caller caller, UUID id, long expectedVersion, @Nullable String reason)
      throws RefusedException {
    caller.requireAdministrator();
    String found =
        Reasons.given(reason, MAX_REASON, "Say what was found, in at most %d characters.");
    Closing closing = new Closing(clock.instant(), caller.name(), found);
    boolean closed = raised.close(id, expectedVersion, closing);
    AlertView alert =
        find(id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no alert " + id + '.'));
    if (!closed) {
      throw stale(alert);
    }
    audit.record(
        caller.name(),
        AuditAction.ALERT_CLOSED,
        id.toString(),
        found,
        Map.of(
            "kind", new Change(null, alert.kind()), "subject", new Change(null, alert.subject())));
    return alert;
  }

  private static RefusedException stale(AlertView alert) {
    return new RefusedException(
        ErrorCode.STALE,
        alert.closedAt() == null
            ? "It has come up again since you saw it, the last time at " + alert.lastAt() + '.'
            : "The alert was closed since you saw it, by " + alert.closedBy() + '.');
  }

  private Optional<AlertView> find(UUID id) {
    return raised.find(id).map(found -> views(List.of(found)).get(0));
  }

  private List<AlertView> views(List<Raised> alerts) {
    List<UUID> ids =
        alerts.stream().flatMap(a -> a.named().stream()).map(Noticed::device).distinct().toList();
    Map<UUID, DeviceOf> devices = directory.devices(ids);
    return alerts.stream().map(alert -> view(alert, devices)).toList();
  }

  private static AlertView view(Raised alert, Map<UUID, DeviceOf> devices) {
    Closing closing = alert.closing();
    return new AlertView(
        alert.id(),
        alert.kind(),
        alert.subject(),
        alert.detail(),
        alert.named().stream().map(noticed -> by(noticed, devices.get(noticed.device()))).toList(),
        alert.devices() - alert.named().size(),
        alert.firstAt(),
        alert.lastAt(),
        alert.times(),
        alert.version(),
        closing == null ? null : closing.at(),
        closing == null ? null : closing.by(),
        closing == null ? null : closing.reason());
  }

  private static NoticedBy by(Noticed noticed, @Nullable DeviceOf device) {
    return new NoticedBy(
        noticed.device(),
        device == null ? null : device.name(),
        device == null ? null : device.user(),
        noticed.firstAt(),
        noticed.lastAt(),
        noticed.times());
  }
}
