package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.sync.api.DeviceSync.OutputSupplier;
import dev.holdfast.server.sync.api.ResyncDirectory;
import dev.holdfast.server.sync.api.ResyncDirectory.Standing;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers one request of a device in one snapshot. */
@Dependent
class DeviceStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private final SyncPlanner planner;
  private final Packages packages;
  private final ResyncDirectory orders;
  private final Signer signer;
  private final Settings settings;
  private final Clock clock;

  @Inject
  DeviceStream(
      SyncPlanner planner,
      Packages packages,
      ResyncDirectory orders,
      Signer signer,
      Settings settings,
      Clock clock) {
    this.planner = planner;
    this.packages = packages;
    this.orders = orders;
    this.signer = signer;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Streams what the device lacks.
   *
   * @return whether there was anything
   */
  boolean send(Snapshot snapshot, Caller caller, SyncRequest request, OutputSupplier output)
      throws RefusedException, SQLException, IOException {
    UUID device = caller.requireDevice();
    Instant begun = clock.instant();
    List<Standing> standing = orders.standing(device, snapshot.sql());
    UUID order = toFulfil(standing, request);
    SyncPlan plan = planner.plan(snapshot, caller, request, order);
    if (nothingNew(snapshot, request, plan)) {
      return false;
    }
    // Everything that can be refused is, before the first byte.
    List<Portion> portions = portions(plan);
    SyncHeader header = header(snapshot, plan);
    if (order != null) {
      orders.running(order, fulfilled(standing, plan), device, header.rows());
    }
    long lines = write(snapshot, header, portions, begun, output);
    LOG.sent(device, header.kind(), lines, Duration.between(begun, clock.instant()).toMillis());
    return true;
  }

  /** The order of the sync that the device has begun if that stands, else the newest. */
  private static @Nullable UUID toFulfil(List<Standing> standing, SyncRequest request) {
    SyncRequest.Staging left = request.staging();
    UUID newest = null;
    for (Standing each : standing) {
      if (left != null && left.order() != null && left.order().equals(each.begunAs())) {
        return left.order();
      }
      newest = each.order();
    }
    return newest;
  }

  /** A sync that begins now fulfils all orders, one that goes on those that it began with. */
  private static List<UUID> fulfilled(List<Standing> standing, SyncPlan plan) {
    return standing.stream()
        .filter(each -> plan.staging() == null || Objects.equals(each.begunAs(), plan.order()))
        .map(Standing::order)
        .toList();
  }

  private record Portion(CapturedUnit unit, LineQuery query) {}

  private static List<Portion> portions(SyncPlan plan) throws RefusedException {
    List<Portion> portions = new ArrayList<>();
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      for (LineQuery query : LineQuery.of(unit.getKey(), unit.getValue(), plan)) {
        portions.add(new Portion(unit.getKey(), query));
      }
    }
    return portions;
  }

  private long write(
      Snapshot snapshot,
      SyncHeader header,
      List<Portion> portions,
      Instant begun,
      OutputSupplier output)
      throws SQLException, IOException {
    BufferedOutputStream out = new BufferedOutputStream(output.open(), BUFFER_BYTES);
    SyncStreamWriter writer = new SyncStreamWriter(out);
    writer.header(header);
    Instant deadline = begun.plus(settings.get(SyncSettings.STREAM_LIMIT));
    LineStream stream = new LineStream(writer, clock, deadline);
    long lines = 0;
    for (Portion portion : portions) {
      lines += stream.write(snapshot, portion.unit(), portion.query());
    }
    writer.end(header.checkpoint());
    out.flush();
    return lines;
  }

  private boolean nothingNew(Snapshot snapshot, SyncRequest request, SyncPlan plan)
      throws SQLException {
    Checkpoint base = plan.base();
    return base != null
        && request.staging() == null
        && !plan.anyFull()
        && plan.definitions().equals(request.buckets())
        && base.packages().equals(plan.target().packages())
        && base.issued().plus(settings.get(SyncSettings.RENEWAL)).isAfter(clock.instant())
        && !BucketQueries.anythingNew(snapshot, plan, base.snapshot());
  }

  private SyncHeader header(Snapshot snapshot, SyncPlan plan) throws SQLException {
    return new SyncHeader(
        SyncHeader.PROTOCOL,
        plan.target().token(signer),
        snapshot.epoch(),
        plan.allFull() ? "full" : "delta",
        plan.order(),
        plan.target().packages().stream().map(this::ref).toList(),
        plan.definitions(),
        plan.tables(),
        plan.staging() != null,
        expected(snapshot, plan),
        clock.instant());
  }

  private PackageRef ref(String version) {
    String[] parts = version.split(" ", 2);
    Optional<CompiledPackage> logic = packages.find(parts[0], parts[1]);
    return new PackageRef(parts[0], parts[1], logic.orElseThrow().definition().digest());
  }

  /** Rows of the buckets that come whole; deltas are small beside them. */
  private static long expected(Snapshot snapshot, SyncPlan plan) throws SQLException {
    long rows = 0;
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      List<BucketName> whole =
          unit.getValue().stream()
              .filter(bucket -> bucket.full() && !bucket.complete())
              .map(HeldBucket::name)
              .toList();
      if (!whole.isEmpty()) {
        rows +=
            BucketQueries.sums(snapshot, unit.getKey(), whole).values().stream()
                .mapToLong(sum -> sum.rows())
                .sum();
      }
    }
    return rows;
  }
}
