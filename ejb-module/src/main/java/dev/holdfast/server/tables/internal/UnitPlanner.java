package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.Expression;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a unit and the catalog together, or says why they don't fit. */
final class UnitPlanner {
  private final Catalog catalog;
  private final CaptureUnit unit;
  private final UnitFindings findings;
  private final Map<List<CaptureUnit.Hop>, JoinStep> joins = new LinkedHashMap<>();
  private final Map<String, Set<String>> used = new HashMap<>();

  UnitPlanner(Catalog catalog, CaptureUnit unit) {
    this.catalog = catalog;
    this.unit = unit;
    this.findings = new UnitFindings(unit);
  }

  /** What is wrong; complete after {@link #plan}. */
  UnitFindings findings() {
    return findings;
  }

  /** The unit's shape, or findings. */
  Optional<UnitShape> plan() throws SQLException {
    Optional<RelationShape> found = catalog.relation(unit.relation());
    if (found.isEmpty()) {
      findings.unknownRelation(unit.relation());
      return Optional.empty();
    }
    RelationShape source = found.get();
    findings.checkSource(source);
    if (!findings.isEmpty()) {
      return Optional.empty();
    }
    List<UnitShape.Bucket> buckets = new ArrayList<>();
    for (CaptureUnit.Alternative alternative : unit.scope()) {
      buckets.add(bucket(source, alternative));
    }
    UnitShape shape =
        new UnitShape(unit, source, List.copyOf(joins.values()), buckets, Map.copyOf(used));
    return findings.isEmpty() ? Optional.of(shape) : Optional.empty();
  }

  private UnitShape.Bucket bucket(RelationShape source, CaptureUnit.Alternative alternative)
      throws SQLException {
    List<String> parts = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (CaptureUnit.Term term : alternative.terms()) {
      String value = value(source, term);
      String label = (parts.isEmpty() ? "" : ",") + String.join(".", term.path()) + '=';
      parts.add(SqlText.literal(label) + " || holdfast.bucket_value(" + value + ')');
      conditions.add(
          term.constant() == null
              ? value + " IS NOT NULL"
              : value + " = " + SqlText.literal(term.constant()));
    }
    return parts.isEmpty()
        ? new UnitShape.Bucket("''::text", "true")
        : new UnitShape.Bucket(String.join(" || ", parts), String.join(" AND ", conditions));
  }

  private String value(RelationShape source, CaptureUnit.Term term) throws SQLException {
    JoinStep last = null;
    for (int i = 1; i <= term.hops().size(); i++) {
      last = step(source, last, term.hops().subList(0, i));
      if (last == null) {
        return "NULL::text";
      }
    }
    RelationShape relation = last == null ? source : last.parent();
    String column = term.value().column();
    ColumnShape shape = relation.columns().get(column);
    if (shape == null) {
      findings.unknownColumn("scope", relation, column);
    } else {
      findings.checkSeen(relation, shape, "scope");
    }
    String alias = last == null ? JoinStep.SOURCE : last.alias();
    used.computeIfAbsent(alias, a -> new LinkedHashSet<>()).add(column);
    return JoinStep.text(term.value(), alias);
  }

  private @Nullable JoinStep step(
      RelationShape source, @Nullable JoinStep from, List<CaptureUnit.Hop> hops)
      throws SQLException {
    JoinStep known = joins.get(hops);
    if (known != null) {
      return known;
    }
    CaptureUnit.Hop hop = hops.get(hops.size() - 1);
    Optional<RelationShape> parent = catalog.relation(hop.relation());
    RelationShape referring = from == null ? source : from.parent();
    ColumnShape column = referring.columns().get(hop.from().column());
    ColumnShape key = parent.map(p -> p.columns().get(hop.key())).orElse(null);
    if (column == null || key == null || parent.isEmpty()) {
      findings.brokenReference(hop);
      return null;
    }
    findings.checkSeen(referring, column, "scope");
    if (unit.strategy() == ReceiveStrategy.CHANGES) {
      findings.checkParent(parent.get());
    }
    boolean textual = hop.from() instanceof Expression.Field || !column.comparesWith(key);
    JoinStep step = new JoinStep("p" + (joins.size() + 1), from, hop, parent.get(), key, textual);
    String referringAlias = from == null ? JoinStep.SOURCE : from.alias();
    used.computeIfAbsent(referringAlias, a -> new LinkedHashSet<>()).add(column.name());
    joins.put(List.copyOf(hops), step);
    return step;
  }
}
