package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.User;
import dev.holdfast.server.operations.api.Shipments.BucketShare;
import dev.holdfast.server.operations.api.Shipments.LeftOut;
import dev.holdfast.server.operations.api.Shipments.Reason;
import dev.holdfast.server.operations.api.Shipments.UnitShare;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out what goes to one user of one table or case type. */
final class UnitShares {
  private static final String NOT_CAPTURED =
      "Changes of it are not captured at present; the server's log says why.";

  private final Freight freight;
  private final User user;

  UnitShares(Sql sql, User user) {
    this.freight = new Freight(sql);
    this.user = user;
  }

  /**
   * The share.
   *
   * @param captured its capture, null if it has none
   */
  UnitShare of(ApplicationPackage definition, String unit, @Nullable CapturedUnit captured)
      throws SQLException {
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
    boolean table = definition.tables().containsKey(unit);
    List<BucketShare> buckets =
        captured == null ? List.of() : weighed(definition.application(), captured, reasons);
    return new UnitShare(
        unit,
        table,
        buckets.stream().mapToLong(BucketShare::rows).sum(),
        buckets.stream().mapToLong(BucketShare::bytes).sum(),
        captured == null ? NOT_CAPTURED : captured.problem(),
        buckets,
        left);
  }

  private List<BucketShare> weighed(
      String application, CapturedUnit unit, Map<String, List<Reason>> reasons)
      throws SQLException {
    Map<String, Long> ids = new LinkedHashMap<>();
    reasons
        .keySet()
        .forEach(terms -> ids.put(terms, new BucketName(application, unit.unit(), terms).id()));
    Map<Long, Long> rows = freight.rows(unit, ids.values());
    // A unit with a problem can't be read; what it has is counted all the same.
    double line =
        rows.isEmpty() || unit.problem() != null
            ? 0
            : freight.lineBytes(unit, rows.keySet().iterator().next());
    return reasons.entrySet().stream()
        .map(
            bucket -> {
              long count = rows.getOrDefault(ids.get(bucket.getKey()), 0L);
              return new BucketShare(
                  bucket.getKey(), List.copyOf(bucket.getValue()), count, Math.round(count * line));
            })
        .toList();
  }
}
