package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.sync.api.PolicyDirectory;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what a device holds with what its user may hold in a snapshot. */
@Dependent
class SyncPlanner {
  private final Packages packages;
  private final Capture capture;
  private final Signer signer;
  private final PolicyDirectory policies;
  private final Settings settings;
  private final Clock clock;

  @Inject
  SyncPlanner(
      Packages packages,
      Capture capture,
      Signer signer,
      PolicyDirectory policies,
      Settings settings,
      Clock clock) {
    this.packages = packages;
    this.capture = capture;
    this.signer = signer;
    this.policies = policies;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Plans a stream.
   *
   * @param order the resync order that the device has to fulfil, null if none
   * @throws RefusedException {@code UNAVAILABLE} if a unit of the user's packages is not captured
   */
  SyncPlan plan(Snapshot snapshot, Caller caller, SyncRequest request, @Nullable UUID order)
      throws RefusedException, SQLException {
    List<ApplicationPackage> logic =
        packages.activeFor(caller.user(), snapshot.sql()).stream()
            .map(CompiledPackage::definition)
            .toList();
    Optional<Checkpoint> base = usable(request.checkpoint(), snapshot);
    SyncRequest.Staging left = request.staging();
    Map<CapturedUnit, List<BucketName>> scope = scope(capture.units(snapshot.sql()), caller, logic);
    SmallTables small = SmallTables.of(snapshot, scope);
    Checkpoint target =
        new Checkpoint(
            snapshot.epoch(),
            snapshot.text(),
            clock.instant(),
            logic.stream().map(p -> p.application() + ' ' + p.version()).toList(),
            snapshot.beacon(),
            small.told());
    Horizons horizons = Horizons.of(snapshot, scope);
    Optional<Resumed> staging =
        staging(left, snapshot, order)
            .filter(resumed -> left != null && !Stalls.stick(scope, left))
            .filter(resumed -> left != null && !horizons.hide(scope, left, resumed, signer));
    Map<String, StagedBucket> staged =
        left != null && staging.isPresent() ? left.buckets() : Map.of();
    HeldContent.Asked asked =
        new HeldContent.Asked(
            request, staged, base.isPresent(), settings.get(SyncSettings.SEGMENT_ROWS));
    Map<CapturedUnit, List<HeldBucket>> buckets = new LinkedHashMap<>();
    SortedMap<String, String> later = new TreeMap<>();
    for (Map.Entry<CapturedUnit, List<BucketName>> unit : scope.entrySet()) {
      if (unit.getKey().problem() != null) {
        buckets.put(unit.getKey(), Stalls.asHeld(unit.getKey(), unit.getValue(), request, base));
        Stalls.later(unit.getValue(), request)
            .forEach(name -> later.put(name.toString(), unit.getKey().definition()));
        continue;
      }
      Set<Long> renewed =
          small.renewed(snapshot, unit.getKey(), unit.getValue(), base.orElse(null));
      List<HeldBucket> held = new ArrayList<>();
      for (BucketName name : unit.getValue()) {
        // A device with a staging may have parts of the bucket and waits for a word on it.
        if (order == null
            && request.staging() == null
            && small.isHeld(unit.getKey(), name, request, base.orElse(null))) {
          held.add(HeldBucket.same(name));
          continue;
        }
        boolean anew = order != null || renewed.contains(name.id());
        Optional<HeldBucket> kept =
            anew ? Optional.empty() : HeldContent.of(snapshot, unit.getKey(), name, asked);
        if (kept.isPresent()) {
          held.add(kept.get());
          continue;
        }
        boolean full =
            base.isEmpty()
                || anew
                || horizons.hide(unit.getKey(), name, base.get())
                || !unit.getKey().definition().equals(request.buckets().get(name.toString()));
        StagedBucket stored = stagedAs(full, staged, name, unit.getKey());
        Optional<Checkpoint> segments =
            stored == null ? Optional.empty() : usable(stored.checkpoint(), snapshot);
        held.add(new HeldBucket(name, full, stored, segments.orElse(null)));
      }
      buckets.put(unit.getKey(), held);
    }
    return new SyncPlan(
        target,
        base.orElse(null),
        staging.orElse(null),
        order,
        buckets,
        policies.effective(
            caller.user(),
            logic.stream().map(ApplicationPackage::application).toList(),
            snapshot.sql()),
        logic,
        later,
        false);
  }

  /** The subjects whose changes are new for a device, as things are now. */
  List<Subject> subjects(Jdbc jdbc, Caller caller) throws RefusedException {
    List<ApplicationPackage> logic =
        packages.activeFor(caller.user()).stream().map(CompiledPackage::definition).toList();
    Map<CapturedUnit, List<BucketName>> scope = scope(jdbc.with(capture::units), caller, logic);
    return scope.entrySet().stream()
        .flatMap(
            unit ->
                unit.getValue().stream()
                    .map(name -> Subject.bucket(unit.getKey().name(), name.id())))
        .toList();
  }

  /** A staging goes on as a whole or not at all: so is what the device does with it. */
  private Optional<Resumed> staging(
      SyncRequest.@Nullable Staging left, Snapshot snapshot, @Nullable UUID order)
      throws RefusedException, SQLException {
    if (left == null) {
      return Optional.empty();
    }
    Resumed.check(left);
    if (!Objects.equals(left.order(), order)) {
      return Optional.empty();
    }
    for (StagedBucket bucket : left.buckets().values()) {
      if (bucket.checkpoint() != null && usable(bucket.checkpoint(), snapshot).isEmpty()) {
        return Optional.empty();
      }
    }
    List<Checkpoint> streams = new ArrayList<>();
    for (String target : left.targets()) {
      Optional<Checkpoint> stream = usable(target, snapshot);
      if (stream.isEmpty()) {
        return Optional.empty();
      }
      streams.add(stream.get());
    }
    return Optional.of(new Resumed(streams));
  }

  private Optional<Checkpoint> usable(@Nullable String token, Snapshot snapshot)
      throws SQLException {
    Optional<Checkpoint> checkpoint = Checkpoint.of(token, signer);
    return checkpoint.isPresent() && snapshot.continues(checkpoint.get())
        ? checkpoint
        : Optional.empty();
  }

  /** What is staged goes on only as what it was staged as, under the same definition. */
  private static @Nullable StagedBucket stagedAs(
      boolean full, Map<String, StagedBucket> staged, BucketName name, CapturedUnit unit) {
    StagedBucket bucket = staged.get(name.toString());
    return bucket != null && bucket.full() == full && bucket.definition().equals(unit.definition())
        ? bucket
        : null;
  }

  private Map<CapturedUnit, List<BucketName>> scope(
      List<CapturedUnit> units, Caller caller, List<ApplicationPackage> logic)
      throws RefusedException {
    CapturedByName captured = new CapturedByName(units);
    Map<CapturedUnit, List<BucketName>> scope = new LinkedHashMap<>();
    for (ApplicationPackage definition : logic) {
      for (String unit : units(definition)) {
        scope.put(
            captured.known(definition.application(), unit),
            Buckets.of(definition, unit, caller.user()));
      }
    }
    BucketName outcomes = CaseUnits.outcomesOf(caller.requireDevice());
    scope.put(captured.known(outcomes.application(), outcomes.unit()), List.of(outcomes));
    return scope;
  }

  /** Tables and case types of a package. */
  static List<String> units(ApplicationPackage definition) {
    return Stream.concat(
            definition.tables().keySet().stream(), definition.cases().keySet().stream())
        .toList();
  }
}
