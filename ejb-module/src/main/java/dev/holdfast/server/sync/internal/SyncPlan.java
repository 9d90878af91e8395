package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device is to hold, and from where it goes there.
 *
 * @param target the checkpoint that the stream leads to
 * @param base snapshot that the device holds, null if nothing counts
 * @param staging the streams that it goes on from, null if it begins anew
 * @param order the resync order, null if none
 * @param buckets the buckets by unit
 * @param policy the policy that holds for the device
 * @param logic the packages in force
 * @param later what the device is to hold and does not take now: name to definition; in no other
 *     list
 * @param waits whether it holds some of that, so that it stays where it is
 */
record SyncPlan(
    Checkpoint target,
    @Nullable Checkpoint base,
    @Nullable Resumed staging,
    @Nullable UUID order,
    Map<CapturedUnit, List<HeldBucket>> buckets,
    SyncPolicy policy,
    List<ApplicationPackage> logic,
    SortedMap<String, String> later,
    boolean waits) {

  /** A plan for all of it. */
  SyncPlan(
      Checkpoint target,
      @Nullable Checkpoint base,
      @Nullable Resumed staging,
      @Nullable UUID order,
      Map<CapturedUnit, List<HeldBucket>> buckets,
      SyncPolicy policy,
      List<ApplicationPackage> logic) {
    this(target, base, staging, order, buckets, policy, logic, Collections.emptySortedMap(), false);
  }

  /** Name to definition of every bucket of the scope, also of what comes later. */
  Map<String, String> scope() {
    Map<String, String> scope = new TreeMap<>(definitions());
    scope.putAll(later);
    return scope;
  }

  /** Name to definition of every bucket that the device is to hold when it has taken this. */
  Map<String, String> definitions() {
    Map<String, String> definitions = new TreeMap<>();
    buckets.forEach(
        (unit, held) -> held.forEach(b -> definitions.put(b.name().toString(), unit.definition())));
    return definitions;
  }

  /** Column types by {@code application/unit}. */
  Map<String, List<ColumnType>> tables() {
    Map<String, List<ColumnType>> tables = new LinkedHashMap<>();
    buckets
        .keySet()
        .forEach(unit -> tables.put(unit.application() + '/' + unit.unit(), unit.columns()));
    return tables;
  }

  /** The plan for the others of its buckets. */
  SyncPlan without(Set<HeldBucket> left) {
    Map<CapturedUnit, List<HeldBucket>> others = new LinkedHashMap<>();
    buckets.forEach(
        (unit, held) -> others.put(unit, held.stream().filter(b -> !left.contains(b)).toList()));
    return new SyncPlan(target, base, staging, order, others, policy, logic, later, waits);
  }

  /**
   * The plan where some of its buckets come later.
   *
   * @param left these
   * @param held whether the device holds one of them
   */
  SyncPlan later(Set<HeldBucket> left, boolean held) {
    SortedMap<String, String> names = new TreeMap<>(later);
    buckets.forEach(
        (unit, all) ->
            all.stream()
                .filter(left::contains)
                .forEach(bucket -> names.put(bucket.name().toString(), unit.definition())));
    SyncPlan others = without(left);
    return new SyncPlan(target, base, staging, order, others.buckets, policy, logic, names, held);
  }

  /** What comes later, for a device that takes less than everything; null for others. */
  @Nullable List<String> toldLater(SyncRequest request) {
    return request.take() == null ? null : List.copyOf(later.keySet());
  }

  /** Whether the device has to be told what comes later: it knows something else. */
  boolean laterIsNew(SyncRequest request) {
    return request.take() != null && !request.take().later().equals(List.copyOf(later.keySet()));
  }

  /** The table that a unit is, empty if it is a case type, or outcomes. */
  Optional<OfflineTable> table(CapturedUnit unit) {
    return logic.stream()
        .filter(definition -> definition.application().equals(unit.application()))
        .findFirst()
        .map(definition -> definition.tables().get(unit.unit()));
  }

  /** The policy that a device has to be told, null if it knows it or knows no policies. */
  @Nullable SyncPolicy news(SyncRequest request) {
    return request.policy() == null || request.policy().equals(policy.id()) ? null : policy;
  }

  /** What gets nothing new until its source is mended, in order. */
  List<String> stalled() {
    return buckets.keySet().stream()
        .filter(unit -> unit.problem() != null)
        .map(unit -> unit.application() + '/' + unit.unit())
        .sorted()
        .toList();
  }

  /** The stalls that a device has to be told, null if it knows them or does not want to. */
  @Nullable List<String> newStalls(SyncRequest request) {
    List<String> known = request.stalled();
    List<String> present = stalled();
    return known == null || known.equals(present) ? null : present;
  }

  boolean anyFull() {
    return buckets.values().stream().flatMap(List::stream).anyMatch(HeldBucket::full);
  }

  boolean anyPatch() {
    return buckets.values().stream().flatMap(List::stream).anyMatch(b -> b.patch() != null);
  }

  /** Whether nothing that the device holds counts. */
  boolean allFull() {
    return base == null && !anyPatch() || order != null;
  }
}
