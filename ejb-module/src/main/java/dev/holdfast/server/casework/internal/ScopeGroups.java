package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Picks cases that stand for many: those of one type that have the same in everything that its
 * scope begins with are in the same users' scopes. So a thousand cases of five areas are five.
 */
final class ScopeGroups {
  private static final String ONE_OF_EACH =
      """
      SELECT (array_agg(g.id))[1] AS id FROM (
        SELECT f.id,
          ARRAY(SELECT f.fields ->> s.name FROM unnest(?::text[]) WITH ORDINALITY AS s (name, i) ORDER BY s.i) AS said,
          CASE WHEN 'assignee' = ANY (?::text[]) THEN f.assignee END AS assignee,
          CASE WHEN 'worklist' = ANY (?::text[]) THEN f.worklist END AS worklist,
          CASE WHEN 'parent' = ANY (?::text[]) THEN f.parent_id END AS parent_id
        FROM holdfast.case_file f WHERE f.id = ANY (?) AND f.application = ? AND f.type = ?) g
      GROUP BY g.said, g.assignee, g.worklist, g.parent_id
      """;

  private ScopeGroups() {}

  /** One of each group of those that are of an application. */
  static List<UUID> of(Jdbc jdbc, ApplicationPackage definition, Collection<UUID> cases) {
    List<UUID> some = new ArrayList<>();
    for (CaseType type : definition.cases().values()) {
      String[] steps =
          type.scope().anyOf().stream()
              .flatMap(alternative -> alternative.allOf().stream())
              .map(term -> term.path().get(0))
              .distinct()
              .toArray(String[]::new);
      some.addAll(
          jdbc.list(
              ONE_OF_EACH,
              row -> Sql.requiredUuid(row, "id"),
              steps,
              steps,
              steps,
              steps,
              cases.toArray(UUID[]::new),
              definition.application(),
              type.name()));
    }
    return some;
  }
}
