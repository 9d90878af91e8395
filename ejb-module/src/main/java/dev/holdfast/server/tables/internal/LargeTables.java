package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.reader.FindingPlace;
import dev.holdfast.server.packages.api.PackageChecking;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Warns of tables of which every device carries more rows than it should. Counts no further than to
 * the limit, and only what PostgreSQL itself stores: views and foreign tables may be slow to count.
 */
@Dependent
class LargeTables {
  /** Most rows that every device should carry of a table. */
  static final int MOST = 100_000;

  /** Most rows of a table that is sent as a whole whenever it differs. */
  static final int MOST_AS_A_WHOLE = 10_000;

  private final Jdbc jdbc;

  @Inject
  LargeTables(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  void check(@Observes PackageChecking event) {
    for (OfflineTable table : event.definition().tables().values()) {
      if (table.scope().anyOf().stream().anyMatch(everyone -> everyone.allOf().isEmpty())) {
        jdbc.with(sql -> warning(sql, table))
            .map(found -> FindingPlace.in(event.definition().source(), found))
            .ifPresent(event::warn);
      }
    }
  }

  private static Optional<Finding> warning(Sql sql, OfflineTable table) throws SQLException {
    boolean whole = table.receive() == ReceiveStrategy.TABLE;
    int most = whole ? MOST_AS_A_WHOLE : MOST;
    if (!hasMore(sql, table.source(), most)) {
      return Optional.empty();
    }
    String path = "tables." + table.name();
    return Optional.of(
        whole
            ? new Finding(
                1,
                1,
                path + ".receive",
                "large-whole-table",
                String.format(
                    Locale.ROOT,
                    "%s has more than %,d rows, and every device gets all of them again whenever"
                        + " one of them changes; use receive: changes, or a scope with"
                        + " user.ATTRIBUTE.",
                    table.source(),
                    most))
            : new Finding(
                1,
                1,
                path + ".scope",
                "large-table",
                String.format(
                    Locale.ROOT,
                    "%s has more than %,d rows, and every device carries all of them; use a scope"
                        + " with user.ATTRIBUTE.",
                    table.source(),
                    most)));
  }

  private static boolean hasMore(Sql sql, String source, int most) throws SQLException {
    String quoted = SqlText.each(List.of(source.split("\\.")), ".", SqlText::identifier);
    Optional<RelationShape> relation = new Catalog(sql).relation(quoted);
    if (relation.isEmpty()
        || !relation.get().rights().read()
        || !relation.get().takesTriggers() && relation.get().kind() != 'm') {
      return false; // activation tells what can't be read
    }
    return sql.one(
            "SELECT count(*) > ? FROM (SELECT FROM " + relation.get().sql() + " LIMIT ?) counted",
            row -> row.getBoolean(1),
            most,
            most + 1)
        .orElseThrow();
  }
}
