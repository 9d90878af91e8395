package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.User;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.operations.api.Shipments.BucketShare;
import dev.holdfast.server.operations.api.Shipments.LeftOut;
import dev.holdfast.server.operations.api.Shipments.Reason;
import dev.holdfast.server.operations.api.Shipments.UnitShare;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.tables.api.BucketSums;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out what goes to one user of one table or case type. */
final class UnitShares {
  private static final String NOT_CAPTURED =
      "Changes of it are not captured at present; the server's log says why.";

  private final BucketSums sums;
  private final User user;

  UnitShares(BucketSums sums, User user) {
    this.sums = sums;
    this.user = user;
  }

  /** What a user's values give of a unit: its buckets with their reasons, and what gives none. */
  private record Given(Map<String, List<Reason>> reasons, List<LeftOut> left) {}

  /**
   * The share.
   *
   * @param captured its capture, null if it has none
   */
  UnitShare of(ApplicationPackage definition, String unit, @Nullable CapturedUnit captured) {
    Given given = given(definition, unit);
    boolean table = definition.tables().containsKey(unit);
    if (captured == null) {
      return new UnitShare(unit, table, 0, 0, NOT_CAPTURED, List.of(), 0, given.left());
    }
    List<String> terms = List.copyOf(given.reasons().keySet());
    Map<Long, Long> rows = sums.rows(captured, ids(captured, terms));
    double line = line(captured, rows);
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    List<String> shown = terms.subList(0, Math.min(terms.size(), Shipments.BUCKETS));
    return new UnitShare(
        unit,
        table,
        all,
        Math.round(all * line),
        captured.problem(),
        shown.stream().map(t -> share(captured, t, given, rows, line)).toList(),
        terms.size() - shown.size(),
        given.left());
  }

  /** A part of the unit's buckets. */
  Page<BucketShare> buckets(
      ApplicationPackage definition,
      String unit,
      @Nullable CapturedUnit captured,
      PageRequest page) {
    if (captured == null) {
      return new Page<>(List.of(), 0);
    }
    Given given = given(definition, unit);
    List<String> terms =
        given.reasons().keySet().stream().skip(page.offset()).limit(page.limit()).toList();
    Map<Long, Long> rows = sums.rows(captured, ids(captured, terms));
    double line = line(captured, rows);
    return new Page<>(
        terms.stream().map(t -> share(captured, t, given, rows, line)).toList(),
        given.reasons().size());
  }

  private Given given(ApplicationPackage definition, String unit) {
    Map<String, List<Reason>> reasons = new LinkedHashMap<>();
    List<LeftOut> left = new ArrayList<>();
    for (Scope.Alternative alternative : definition.scopeOf(unit).anyOf()) {
      ScopeRule rule = new ScopeRule(definition, unit, alternative);
      List<ScopeRule.Given> given = rule.buckets(user);
      given.forEach(
          bucket ->
              reasons
                  .computeIfAbsent(bucket.terms(), terms -> new ArrayList<>())
                  .add(new Reason(rule.text(), bucket.values())));
      if (given.isEmpty()) {
        left.add(new LeftOut(rule.text(), rule.lacking(user)));
      }
    }
    return new Given(reasons, left);
  }

  private static List<Long> ids(CapturedUnit unit, List<String> terms) {
    return terms.stream().map(t -> id(unit, t)).toList();
  }

  private static long id(CapturedUnit unit, String terms) {
    return new BucketName(unit.application(), unit.unit(), terms).id();
  }

  /** A unit with a problem can't be read; what it has is counted all the same. */
  private double line(CapturedUnit unit, Map<Long, Long> rows) {
    return rows.isEmpty() || unit.problem() != null
        ? 0
        : sums.lineBytes(unit, rows.keySet().iterator().next());
  }

  private static BucketShare share(
      CapturedUnit unit, String terms, Given given, Map<Long, Long> rows, double line) {
    long count = rows.getOrDefault(id(unit, terms), 0L);
    List<Reason> reasons = List.copyOf(given.reasons().getOrDefault(terms, List.of()));
    return new BucketShare(terms, reasons, count, Math.round(count * line));
  }
}
