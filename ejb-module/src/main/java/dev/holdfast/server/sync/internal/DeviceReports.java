package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.sync.api.ResyncDirectory;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what devices tell of their syncs. */
@Dependent
class DeviceReports {
  private static final int MAX_ERROR = 2_000;
  static final String NOT_HEALED =
      "The device could not heal it: its sync failed. The table is being verified.";
  private static final String PRESENT =
      """
      INSERT INTO holdfast.device_sync
        (device_id, last_sync_at, kind, rows, bytes, millis, buckets, pending, package_versions, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
      ON CONFLICT (device_id) DO UPDATE SET
        last_sync_at = excluded.last_sync_at, kind = excluded.kind, rows = excluded.rows,
        bytes = excluded.bytes, millis = excluded.millis, buckets = excluded.buckets,
        pending = excluded.pending, package_versions = excluded.package_versions, error = NULL
      """;
  private static final String FAILED =
      """
      INSERT INTO holdfast.device_sync (device_id, pending, error) VALUES (?, ?, ?)
      ON CONFLICT (device_id) DO UPDATE SET pending = excluded.pending, error = excluded.error
      """;
  private static final String PENDING =
      """
      INSERT INTO holdfast.device_sync (device_id, pending) VALUES (?, ?)
      ON CONFLICT (device_id) DO UPDATE SET pending = excluded.pending
      WHERE device_sync.pending <> excluded.pending
      """;

  private final Jdbc jdbc;
  private final Signer signer;
  private final Packages packages;
  private final Capture capture;
  private final ResyncDirectory orders;
  private final Clock clock;

  @Inject
  DeviceReports(
      Jdbc jdbc,
      Signer signer,
      Packages packages,
      Capture capture,
      ResyncDirectory orders,
      Clock clock) {
    this.jdbc = jdbc;
    this.signer = signer;
    this.packages = packages;
    this.capture = capture;
    this.orders = orders;
    this.clock = clock;
  }

  /** Notes how many actions wait on the device. */
  void pending(UUID device, int pending) {
    jdbc.update(PENDING, device, pending);
  }

  /** Takes a report; the repeat of one changes nothing. */
  void take(Caller caller, UUID device, SyncReport told) {
    SyncReport report = kept(told);
    if (log(device, report) == 0) {
      return;
    }
    String error = report.error();
    UUID order = report.order();
    if (error == null) {
      succeeded(device, report);
    } else {
      jdbc.update(FAILED, device, report.pending(), error);
    }
    if (order != null && error == null) {
      orders.done(order, device, report.rows());
    } else if (order != null && error != null) {
      orders.failed(order, device, error);
    }
    suspect(caller, device, report);
  }

  /** A failure may be told at any length; it is kept up to one. */
  private static SyncReport kept(SyncReport told) {
    String error = told.error();
    if (error == null || error.length() <= MAX_ERROR) {
      return told;
    }
    return new SyncReport(
        told.checkpoint(),
        told.order(),
        told.kind(),
        told.rows(),
        told.bytes(),
        told.buckets(),
        told.millis(),
        told.pending(),
        told.healed(),
        error.substring(0, MAX_ERROR));
  }

  private int log(UUID device, SyncReport report) {
    return jdbc.update(
        "INSERT INTO holdfast.sync_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING",
        id(device, report),
        device,
        clock.instant(),
        report.kind(),
        report.rows(),
        report.bytes(),
        report.millis(),
        report.healed().toArray(String[]::new),
        report.error(),
        report.order());
  }

  private void succeeded(UUID device, SyncReport report) {
    List<String> packages =
        Checkpoint.of(report.checkpoint(), signer).map(Checkpoint::packages).orElse(List.of());
    jdbc.update(
        PRESENT,
        device,
        clock.instant(),
        report.kind(),
        report.rows(),
        report.bytes(),
        report.millis(),
        report.buckets(),
        report.pending(),
        packages.toArray(String[]::new));
  }

  /**
   * Raises an alert for each bucket that was not on the device what the server said, whether it
   * could heal it or not, and has its unit verified: if the device could not, the server itself may
   * be wrong. Only those that it may hold: what a device says must not make the server work on what
   * is not the device's business.
   */
  private void suspect(Caller caller, UUID device, SyncReport report) {
    List<String> healed = report.healed();
    if (healed.isEmpty()) {
      return;
    }
    boolean failed = report.error() != null;
    Set<String> own = bucketsOf(caller, device);
    Set<String> units = new HashSet<>();
    int strange = 0;
    // In one order, for alerts are locked until the end.
    for (String bucket : new TreeSet<>(healed)) {
      if (own.contains(bucket)) {
        if (failed) {
          LOG.notHealed(device, bucket);
        } else {
          LOG.healed(device, bucket);
        }
        raise(device, bucket, failed ? NOT_HEALED : null);
        BucketName name = BucketName.parse(bucket);
        units.add(name.application() + '/' + name.unit());
      } else {
        strange++;
      }
    }
    if (strange > 0) {
      LOG.healedStrange(device, strange);
    }
    for (CapturedUnit unit : jdbc.with(capture::units)) {
      if (units.contains(unit.application() + '/' + unit.unit())) {
        capture.suspect(unit.name(), failed ? "wrong on a device" : "healed by a device");
      }
    }
  }

  private void raise(UUID device, String bucket, @Nullable String detail) {
    jdbc.with(
        sql -> {
          Alert.raise(sql, Alert.Kind.HEALED, bucket, device, detail);
          return bucket;
        });
  }

  private Set<String> bucketsOf(Caller caller, UUID device) {
    Set<String> own = new HashSet<>(Set.of(CaseUnits.outcomesOf(device).toString()));
    for (CompiledPackage logic : packages.activeFor(caller.user())) {
      for (String unit : SyncPlanner.units(logic.definition())) {
        Buckets.of(logic.definition(), unit, caller.user()).forEach(b -> own.add(b.toString()));
      }
    }
    return own;
  }

  /** The same report has the same id; a later one about the same checkpoint has another. */
  private static UUID id(UUID device, SyncReport report) {
    @Nullable String error = report.error();
    String identity = device + "\n" + report.checkpoint() + "\n" + (error == null ? "" : error);
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
  }
}
