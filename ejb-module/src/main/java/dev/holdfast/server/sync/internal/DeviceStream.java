package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Answers one request of a device in one snapshot. */
@Dependent
class DeviceStream {
  static final int BUFFER_BYTES = 64 * 1024;
  private final SyncPlanner planner;
  private final Elsewhere elsewhere;
  private final LaterChoice laters;
  private final StreamHeader headers;
  private final ResyncDirectory orders;
  private final RowsSent sent;
  private final Settings settings;
  private final Clock clock;

  @Inject
  DeviceStream(
      SyncPlanner planner,
      Elsewhere elsewhere,
      LaterChoice laters,
      StreamHeader headers,
      ResyncDirectory orders,
      RowsSent sent,
      Settings settings,
      Clock clock) {
    this.planner = planner;
    this.elsewhere = elsewhere;
    this.laters = laters;
    this.headers = headers;
    this.orders = orders;
    this.sent = sent;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Streams what the device lacks.
   *
   * @param last whether segments that are not there are done without
   * @return whether there was anything
   * @throws SegmentsLackingException if segments have to be made first; nothing was written
   */
  boolean send(
      Snapshot snapshot, Caller caller, SyncRequest request, boolean last, OutputSupplier output)
      throws RefusedException, SegmentsLackingException, SQLException, IOException {
    UUID device = caller.requireDevice();
    Instant begun = clock.instant();
    CompareChecks.check(request.compare());
    List<Standing> standing = orders.standing(device, snapshot.sql());
    Planned planned = planned(snapshot, caller, request, toFulfil(standing, request));
    SyncPlan plan = planned.plan();
    UUID order = plan.order();
    if (plan.waits()) {
      return tellToWait(snapshot, plan, request, output);
    }
    boolean nothingNew = nothingNew(snapshot, request, plan);
    if (nothingNew && planned.waiting() != null) {
      return tellToWait(snapshot, planned.waiting(), request, output);
    }
    if (nothingNew) {
      headers.remember(
          caller,
          snapshot,
          plan,
          Objects.requireNonNull(plan.base()),
          request.checkpoint(),
          request);
      return false;
    }
    // Everything that can be refused is, before the first byte.
    Map<HeldBucket, SyncLine> others =
        elsewhere.choose(snapshot, plan, planned.inFile(), request, last);
    List<Portion> portions = portions(plan.without(others.keySet()));
    SyncHeader header = headers.of(snapshot, plan, request);
    LongConsumer progress = rows -> {};
    if (order != null) {
      orders.running(order, fulfilled(standing, plan), device, header.rows());
      sent.begin(device);
      progress = rows -> sent.add(device, rows);
    }
    Instant deadline = begun.plus(settings.get(SyncSettings.STREAM_LIMIT));
    BufferedOutputStream out = new BufferedOutputStream(output.open(), BUFFER_BYTES);
    SyncStreamWriter writer = new SyncStreamWriter(out);
    Sending sending =
        new Sending(
            writer,
            new LineStream(writer, clock, deadline, progress),
            new PatchStream(writer, clock, deadline));
    long lines = write(snapshot, header, plan, others, portions, sending);
    out.flush();
    if (order == null && planned.waiting() == null && others.isEmpty()) {
      headers.remember(caller, snapshot, plan, plan.target(), header.checkpoint(), request);
    }
    LOG.sent(device, header.kind(), lines, Duration.between(begun, clock.instant()).toMillis());
    return true;
  }

  /**
   * A plan for what the device takes now.
   *
   * @param inFile what of it the device takes from its snapshot file
   * @param waiting the plan for an order that was left, null if none was: then the device is not
   *     remembered as one that has everything, whatever it takes the next time
   */
  private record Planned(
      SyncPlan plan, Map<HeldBucket, SyncLine> inFile, @Nullable SyncPlan waiting) {}

  /**
   * An order that has to wait, because the device does not take what is large, hides no change. If
   * there is none the device is told to wait.
   */
  private Planned planned(
      Snapshot snapshot, Caller caller, SyncRequest request, @Nullable UUID order)
      throws RefusedException, SQLException {
    SyncPlan all = planner.plan(snapshot, caller, request, order);
    Map<HeldBucket, SyncLine> inFile =
        new LinkedHashMap<>(elsewhere.inFile(snapshot, all, request));
    SyncPlan plan = laters.of(snapshot, all, request, inFile.keySet());
    if (order != null && plan.waits() && plan.staging() == null) {
      Planned without = planned(snapshot, caller, request, null);
      return new Planned(without.plan(), without.inFile(), plan);
    }
    inFile.keySet().removeIf(bucket -> plan.later().containsKey(bucket.name().toString()));
    return new Planned(plan, inFile, null);
  }

  /** Of a stream that would leave behind something that the device holds only the ends come. */
  private boolean tellToWait(
      Snapshot snapshot, SyncPlan plan, SyncRequest request, OutputSupplier output)
      throws SQLException, IOException {
    SyncHeader header = headers.of(snapshot, plan, request);
    BufferedOutputStream out = new BufferedOutputStream(output.open(), BUFFER_BYTES);
    SyncStreamWriter writer = new SyncStreamWriter(out);
    writer.header(header);
    writer.end(header.checkpoint());
    out.flush();
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

  private record Sending(SyncStreamWriter writer, LineStream lines, PatchStream patches) {}

  private static long write(
      Snapshot snapshot,
      SyncHeader header,
      SyncPlan plan,
      Map<HeldBucket, SyncLine> elsewhere,
      List<Portion> portions,
      Sending sending)
      throws SQLException, IOException {
    SyncStreamWriter writer = sending.writer();
    writer.header(header);
    Elsewhere.write(writer, elsewhere);
    long lines = 0;
    for (Portion portion : portions) {
      lines += sending.lines().write(snapshot, portion.unit(), portion.query());
    }
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      lines += sending.patches().write(snapshot, unit.getKey(), unit.getValue());
    }
    writer.end(header.checkpoint());
    return lines;
  }

  private boolean nothingNew(Snapshot snapshot, SyncRequest request, SyncPlan plan)
      throws SQLException {
    Checkpoint base = plan.base();
    return base != null
        && request.staging() == null
        && plan.news(request) == null
        && plan.newStalls(request) == null
        && !plan.laterIsNew(request)
        && !plan.anyFull()
        && !plan.anyPatch()
        && plan.definitions().equals(request.buckets())
        && base.packages().equals(plan.target().packages())
        && base.issued().plus(settings.get(SyncSettings.RENEWAL)).isAfter(clock.instant())
        && !BucketQueries.anythingNew(snapshot, plan, base.snapshot());
  }
}
