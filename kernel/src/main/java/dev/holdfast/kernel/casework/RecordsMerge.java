package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges a list of records record by record, by their ids. What is computed is left out: it is
 * computed again. Used once.
 */
final class RecordsMerge {
  private static final Map<String, Object> ABSENT = Map.of();

  private final CaseType.Field list;
  private final Sides sides;
  private final Map<String, Map<String, Object>> base;
  private final Map<String, Map<String, Object>> mine;
  private final Map<String, Map<String, Object>> theirs;
  private final List<Object> merged = new ArrayList<>();
  private final List<String> explanation = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  /**
   * Begins.
   *
   * @param sides for which merging {@link #isPossible}
   */
  RecordsMerge(CaseType.Field list, Sides sides) {
    this.list = list;
    this.base = given(list, sides.base());
    this.mine = given(list, sides.mine());
    this.theirs = given(list, sides.theirs());
    this.sides = new Sides(listOf(base), listOf(mine), listOf(theirs));
  }

  /** Whether all sides are lists of records: what is stored may be of another type. */
  static boolean isPossible(Sides sides) {
    return Records.byId(sides.base()).isPresent()
        && Records.byId(sides.mine()).isPresent()
        && Records.byId(sides.theirs()).isPresent();
  }

  /** The list, not to be used if there are conflicts. */
  FieldMerge.Taken merge() {
    CaseType.Field asAWhole =
        new CaseType.Field(
            list.name(), list.type(), list.form(), list.rules(), CaseType.MergeRule.PARK);
    if (FieldMerge.merge(asAWhole, sides) instanceof FieldMerge.Taken taken) {
      return taken;
    }
    theirs.forEach((id, record) -> record(id, mine.get(id), record));
    mine.forEach(
        (id, record) -> {
          if (!theirs.containsKey(id)) {
            record(id, record, null);
          }
        });
    return new FieldMerge.Taken(
        merged.isEmpty() ? null : Collections.unmodifiableList(merged),
        explanation.isEmpty()
            ? "changed on both sides; merged record by record"
            : "changed on both sides; " + String.join("; ", explanation));
  }

  /** What a person has to decide, record by record. */
  List<String> conflicts() {
    return conflicts;
  }

  private void record(
      String id, @Nullable Map<String, Object> ofMine, @Nullable Map<String, Object> ofTheirs) {
    Map<String, Object> before = base.get(id);
    if (ofMine != null && ofTheirs != null) {
      both(id, before == null ? ABSENT : before, ofMine, ofTheirs);
    } else if (ofMine != null) {
      one(ofMine, before, "the device", "the server", CaseType.MergeRule.DEVICE);
    } else if (ofTheirs != null) {
      one(ofTheirs, before, "the server", "the device", CaseType.MergeRule.SERVER);
    }
  }

  /** A record that only one side has: the other removed it, or never had it. */
  private void one(
      Map<String, Object> record,
      @Nullable Map<String, Object> before,
      String here,
      String there,
      CaseType.MergeRule keeps) {
    String name = nameOf(record);
    if (before == null) {
      merged.add(record);
      explanation.add(name + " added on " + here);
    } else if (Values.same(record, before)) {
      explanation.add(name + " removed on " + there);
    } else if (list.onConflict() == CaseType.MergeRule.PARK) {
      conflicts.add(
          "%s changed on %s and removed on %s; a person has to decide between them."
              .formatted(name, here, there));
    } else {
      boolean kept = list.onConflict() == keeps;
      if (kept) {
        merged.add(record);
      }
      explanation.add(
          "%s changed on %s and removed on %s, and %s"
              .formatted(name, here, there, kept ? "kept" : "removed"));
    }
  }

  private void both(
      String id,
      Map<String, Object> before,
      Map<String, Object> ofMine,
      Map<String, Object> ofTheirs) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(Records.ID, id);
    for (String key : new TreeSet<>(Records.keys(ofMine, ofTheirs))) {
      Sides parts = new Sides(before.get(key), ofMine.get(key), ofTheirs.get(key));
      FieldMerge.Merged result = FieldMerge.merge(list.form().fields().get(key), parts);
      String name = nameOf(ofTheirs) + ' ' + key;
      if (result instanceof FieldMerge.Conflict conflict) {
        conflicts.add(name + ": " + conflict.why());
      } else if (result instanceof FieldMerge.Taken taken) {
        Optional.ofNullable(taken.value()).ifPresent(value -> record.put(key, value));
        if (!Values.same(parts.mine(), parts.theirs())) {
          explanation.add(name + ' ' + taken.why());
        }
      }
    }
    merged.add(Collections.unmodifiableMap(record));
  }

  private String nameOf(Map<String, Object> record) {
    return ValueText.nameOf(record, list.form().fields().keySet());
  }

  private static Map<String, Map<String, Object>> given(
      CaseType.Field list, @Nullable Object value) {
    Map<String, Map<String, Object>> given = new LinkedHashMap<>();
    Records.byId(value)
        .orElseThrow()
        .forEach(
            (id, record) -> {
              Map<String, Object> kept = new LinkedHashMap<>(record);
              for (CaseType.Field field : list.form().fields().values()) {
                if (field.isComputed()) {
                  kept.remove(field.name());
                }
              }
              given.put(id, Collections.unmodifiableMap(kept));
            });
    return given;
  }

  private static List<Object> listOf(Map<String, Map<String, Object>> records) {
    return List.copyOf(records.values());
  }
}
