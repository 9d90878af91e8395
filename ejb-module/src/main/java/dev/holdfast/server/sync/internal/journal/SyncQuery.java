package dev.holdfast.server.sync.internal.journal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A filter of syncs as an SQL condition on {@code holdfast.sync_log l} with its parameters. */
final class SyncQuery {
  /** What {@link #entry} reads. */
  static final String SELECT =
      "SELECT l.*, d.name, d.user_name FROM holdfast.sync_log l"
          + " JOIN holdfast.device d ON d.id = l.device_id WHERE ";

  /** The newest first. */
  static final String NEWEST = " ORDER BY l.at DESC, l.id DESC";

  /** What comes after a line in that order; its {@code at} and id are the last parameters. */
  static final String AFTER = " AND (l.at, l.id) < (?, ?)";

  private static final Map<String, String> SORT =
      Map.of("at", "l.at", "rows", "l.rows", "bytes", "l.bytes", "duration", "l.millis");

  private final StringBuilder condition = new StringBuilder("true");
  private final List<Object> parameters = new ArrayList<>();

  /**
   * Translates a filter.
   *
   * @throws RefusedException {@code INVALID} for an unknown kind
   */
  SyncQuery(SyncFilter filter) throws RefusedException {
    String kind = filter.kind();
    if (kind != null) {
      if (!kind.equals("full") && !kind.equals("delta")) {
        throw new RefusedException(
            ErrorCode.INVALID, "The kind of a sync is full or delta, not " + kind + '.');
      }
      and("l.kind = ?", kind);
    }
    if (filter.user() != null) {
      and("l.device_id IN (SELECT id FROM holdfast.device WHERE user_name = ?)", filter.user());
    }
    if (filter.device() != null) {
      and("l.device_id = ?", filter.device());
    }
    if (filter.from() != null) {
      and("l.at >= ?", filter.from());
    }
    if (filter.until() != null) {
      and("l.at < ?", filter.until());
    }
    if (filter.failedOnly()) {
      condition.append(" AND l.error IS NOT NULL");
    }
  }

  /** The condition. */
  String condition() {
    return condition.toString();
  }

  /** Its parameters, and others before and after them. */
  Object[] parameters(List<Object> before, Object... after) {
    List<Object> all = new ArrayList<>(before);
    all.addAll(parameters);
    all.addAll(List.of(after));
    return all.toArray();
  }

  /**
   * Order and part.
   *
   * @throws RefusedException {@code INVALID} for an unknown sort key
   */
  static String part(PageRequest page) throws RefusedException {
    String part = " OFFSET " + page.offset() + " LIMIT " + page.limit();
    if (page.sort() == null) {
      return NEWEST + part;
    }
    String column = SORT.get(page.sort());
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Syncs can't be sorted by "
              + page.sort()
              + ", only by "
              + new TreeSet<>(SORT.keySet())
              + '.');
    }
    String direction = page.descending() ? " DESC" : "";
    return " ORDER BY " + column + direction + ", l.id" + direction + part;
  }

  /** One row of {@link #SELECT}. */
  static SyncEntry entry(ResultSet row) throws SQLException {
    return new SyncEntry(
        Sql.requiredUuid(row, "id"),
        Sql.requiredInstant(row, "at"),
        Sql.requiredUuid(row, "device_id"),
        row.getString("name"),
        row.getString("user_name"),
        row.getString("kind"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getLong("millis"),
        Sql.texts(row, "healed"),
        row.getString("error"),
        Sql.uuid(row, "order_id"));
  }

  private void and(String test, Object value) {
    condition.append(" AND ").append(test);
    parameters.add(value);
  }
}
