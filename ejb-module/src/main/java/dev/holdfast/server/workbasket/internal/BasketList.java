package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The workbaskets that there are. */
@ApplicationScoped
public class BasketList {
  /** The names in use are looked up one after the other in the index of them. */
  private static final String ALL =
      """
      WITH RECURSIVE used AS (
        (SELECT workbasket AS name FROM holdfast.issue ORDER BY workbasket LIMIT 1)
        UNION ALL
        SELECT (SELECT i.workbasket FROM holdfast.issue i WHERE i.workbasket > u.name ORDER BY i.workbasket LIMIT 1)
        FROM used u WHERE u.name IS NOT NULL),
      counted AS (
        SELECT workbasket AS name, count(*) FILTER (WHERE status = 'open') AS open,
          count(*) FILTER (WHERE status = 'claimed') AS claimed
        FROM holdfast.issue WHERE head IS NULL AND status <> 'resolved' GROUP BY workbasket)
      SELECT n.name, coalesce(b.users, '{}') AS users, coalesce(b.roles, '{}') AS roles,
        coalesce(c.open, 0) AS open, coalesce(c.claimed, 0) AS claimed, coalesce(b.version, 0) AS version
      FROM (SELECT name FROM used WHERE name IS NOT NULL UNION SELECT name FROM holdfast.workbasket
            UNION SELECT unnest(?::text[])) n
      LEFT JOIN holdfast.workbasket b ON b.name = n.name
      LEFT JOIN counted c ON c.name = n.name
      ORDER BY n.name
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BasketList() {
    this(null);
  }

  /** Reads from a database. */
  @Inject
  public BasketList(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those within reach, by name.
   *
   * @param named those that packages name
   */
  List<BasketView> all(Reach reach, Collection<String> named) {
    return jdbc.list(ALL, BasketList::read, (Object) named.toArray(String[]::new)).stream()
        .filter(basket -> reach.has(basket.name()))
        .toList();
  }

  private static BasketView read(ResultSet row) throws SQLException {
    return new BasketView(
        row.getString("name"),
        new TreeSet<>(Sql.texts(row, "users")),
        new TreeSet<>(Sql.texts(row, "roles")),
        row.getLong("open"),
        row.getLong("claimed"),
        row.getLong("version"));
  }
}
