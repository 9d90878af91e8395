package dev.holdfast.server.history.internal;

import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.History.End;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries between Java and the table, in sets: the number of statements doesn't grow with them. */
final class EntryRows {
  private static final String INSERT =
      """
      INSERT INTO holdfast.history_entry (case_id, position, at, user_name, device_id, action, action_id,
          outcome, reason, version, base_version, package_version, performed_at, clock_offset_millis,
          changes, overwritten, prev_hash, hash)
      SELECT * FROM unnest(CAST(? AS uuid[]), CAST(? AS bigint[]), CAST(? AS timestamptz[]), CAST(? AS text[]),
          CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS timestamptz[]),
          CAST(? AS bigint[]), CAST(? AS jsonb[]), CAST(? AS jsonb[]), CAST(? AS text[]), CAST(? AS text[]))
      """;

  private static final String MOVE_END =
      """
      INSERT INTO holdfast.history_head (case_id, position, hash)
      SELECT * FROM unnest(?, CAST(? AS bigint[]), ?)
      ON CONFLICT (case_id) DO UPDATE SET position = excluded.position, hash = excluded.hash
      """;

  private EntryRows() {}

  /**
   * The ends of the chains of cases; a case without history is left out. From where they are kept
   * for themselves: after a chain whose end was cut off goes on, the gap stays to be found.
   */
  static Map<UUID, End> ends(Sql sql, Iterable<UUID> cases) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    cases.forEach(ids::add);
    Map<UUID, End> ends = new HashMap<>();
    sql.each(
        "SELECT case_id, position, hash FROM holdfast.history_head WHERE case_id = ANY(?)",
        0,
        row ->
            ends.put(
                Sql.requiredUuid(row, "case_id"),
                new End(row.getLong("position"), row.getString("hash"))),
        (Object) ids.toArray(UUID[]::new));
    return ends;
  }

  static void insert(Sql sql, List<ChainedEntry> rows) throws SQLException {
    sql.update(
        INSERT,
        entries(rows, HistoryEntry::caseId),
        entries(rows, HistoryEntry::position),
        entries(rows, HistoryEntry::at),
        entries(rows, HistoryEntry::user),
        entries(rows, HistoryEntry::device),
        entries(rows, HistoryEntry::action),
        entries(rows, HistoryEntry::actionId),
        entries(rows, HistoryEntry::outcome),
        entries(rows, HistoryEntry::reason),
        entries(rows, HistoryEntry::version),
        entries(rows, HistoryEntry::baseVersion),
        entries(rows, HistoryEntry::packageVersion),
        entries(rows, HistoryEntry::performedAt),
        entries(rows, HistoryEntry::clockOffsetMillis),
        entries(rows, e -> Chain.toJson(e.changes())),
        entries(rows, e -> Chain.toJson(e.overwritten())),
        Sql.column(rows, ChainedEntry::previous),
        Sql.column(rows, ChainedEntry::hash));
  }

  /** Moves the ends of chains on. */
  static void moveEnds(Sql sql, SortedMap<UUID, End> ends) throws SQLException {
    sql.update(
        MOVE_END,
        ends.keySet().toArray(UUID[]::new),
        ends.values().stream().map(end -> Long.toString(end.position())).toArray(String[]::new),
        ends.values().stream().map(End::hash).toArray(String[]::new));
  }

  static ChainedEntry read(ResultSet row) throws SQLException {
    HistoryEntry entry =
        new HistoryEntry(
            Sql.requiredUuid(row, "case_id"),
            row.getLong("position"),
            Sql.requiredInstant(row, "at"),
            row.getString("user_name"),
            Sql.uuid(row, "device_id"),
            row.getString("action"),
            Sql.uuid(row, "action_id"),
            row.getString("outcome"),
            row.getString("reason"),
            row.getLong("version"),
            row.getLong("base_version"),
            row.getString("package_version"),
            Sql.instant(row, "performed_at"),
            row.getLong("clock_offset_millis"),
            Chain.fromJson(row.getString("changes")),
            Chain.fromJson(row.getString("overwritten")));
    return new ChainedEntry(entry, row.getString("prev_hash"), row.getString("hash"));
  }

  private static @Nullable String[] entries(
      List<ChainedEntry> rows, Function<HistoryEntry, @Nullable Object> part) {
    return Sql.column(rows, row -> part.apply(row.entry()));
  }
}
