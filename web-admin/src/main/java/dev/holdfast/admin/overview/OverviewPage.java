package dev.holdfast.admin.overview;

import dev.holdfast.admin.shell.BarChart;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.packages.api.Packages.PackageView;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The first page, asked for as a whole with every request. */
@Named
@RequestScoped
public class OverviewPage {
  private static final int HOURS = 24;
  private static final int NEWEST = 8;
  private static final int ORDERS = 5;
  private static final int ALERTS = 5;

  @Inject private CurrentUser user;
  @Inject private Fleet devices;
  @Inject private SyncJournal journal;
  @Inject private Workbasket workbasket;
  @Inject private Resyncs resyncs;
  @Inject private Packages packages;
  @Inject private Alerts alertList;

  private Fleet.FleetState fleet = new Fleet.FleetState(0, 0, Duration.ZERO, 0, 0, 0);
  private List<Map.Entry<String, Long>> issues = List.of();
  private List<SyncEntry> recent = List.of();
  private List<SyncEntry> failed = List.of();
  private List<Resyncs.OrderView> openOrders = List.of();
  private List<PackageView> active = List.of();
  private Page<AlertView> alerts = new Page<>(List.of(), 0);
  private BarChart<SyncHour> chart = charted(List.of());

  /** Asks for everything that the page shows. */
  public void load() throws RefusedException {
    var caller = user.caller();
    fleet = devices.state(caller);
    issues =
        workbasket.unresolvedByReason(caller).entrySet().stream()
            .filter(reason -> reason.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .toList();
    recent = newest(caller, false);
    failed = newest(caller, true);
    openOrders =
        resyncs.list(caller, new PageRequest(0, ORDERS, null, false)).items().stream()
            .filter(order -> order.waiting() + order.running() > 0)
            .toList();
    alerts = alertList.list(caller, "open", null, new PageRequest(0, ALERTS, null, false));
    active = packages.list(caller, null).stream().filter(PackageView::active).toList();
    chart = charted(journal.hours(caller, syncs(false), HOURS));
  }

  private List<SyncEntry> newest(Caller caller, boolean failedOnly) throws RefusedException {
    return journal.list(caller, syncs(failedOnly), new PageRequest(0, NEWEST, null, false)).items();
  }

  private static SyncFilter syncs(boolean failedOnly) {
    return new SyncFilter(null, null, null, failedOnly, null, null);
  }

  private static BarChart<SyncHour> charted(List<SyncHour> hours) {
    return new BarChart<>(hours, SyncHour::failed, SyncHour::done);
  }

  /** How the devices stand. */
  public Fleet.FleetState getFleet() {
    return fleet;
  }

  /** Unresolved issues by reason, most first. */
  public List<Map.Entry<String, Long>> getIssues() {
    return issues;
  }

  /** All unresolved issues. */
  public long getIssueCount() {
    return issues.stream().mapToLong(Map.Entry::getValue).sum();
  }

  /** All open alerts. */
  public long getAlertCount() {
    return alerts.total();
  }

  /** Those that came up last. */
  public List<AlertView> getAlerts() {
    return alerts.items();
  }

  /** Newest syncs. */
  public List<SyncEntry> getRecent() {
    return recent;
  }

  /** Newest failed syncs. */
  public List<SyncEntry> getFailed() {
    return failed;
  }

  /** Newest orders that are not complete. */
  public List<Resyncs.OrderView> getOpenOrders() {
    return openOrders;
  }

  /** Packages in force. */
  public List<PackageView> getActive() {
    return active;
  }

  /** Syncs of the last day. */
  public BarChart<SyncHour> getChart() {
    return chart;
  }
}
