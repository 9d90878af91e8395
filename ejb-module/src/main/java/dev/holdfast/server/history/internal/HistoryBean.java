package dev.holdfast.server.history.internal;

import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.api.Removal;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The history in PostgreSQL. */
@Stateless
public class HistoryBean implements History {
  private static final int FETCH_SIZE = 500;

  // One statement, so that chain and end are of one moment; always a row, so that the end is there
  // even if nothing else is.
  private static final String CHAIN =
      """
      SELECT e.*, h.position AS end_position, h.hash AS end_hash FROM (SELECT CAST(? AS uuid) AS id) c
      LEFT JOIN holdfast.history_head h ON h.case_id = c.id
      LEFT JOIN holdfast.history_entry e ON e.case_id = c.id
      ORDER BY e.position
      """;

  private static final String MADE =
      """
      SELECT e.case_id, e.version, CASE WHEN s.since IS NULL OR e.at >= s.since THEN e.at END AS at
      FROM unnest(CAST(? AS uuid[]), CAST(? AS bigint[])) AS v (case_id, version)
      JOIN holdfast.history_entry e
        ON e.case_id = v.case_id AND e.version = v.version
      CROSS JOIN (SELECT max(since) AS since FROM holdfast.history_moments) s
      """;

  // Nothing but an attachment looks like one.
  private static final String ATTACHING =
      """
      SELECT * FROM (
        SELECT * FROM holdfast.history_entry e WHERE e.case_id = ? AND jsonb_path_exists(e.changes,
          'strict $.** ? (@.id like_regex "^[0-9a-f]{64}$" && @.name.type() == "string" && @.size.type() == "number")')
        ORDER BY e.position DESC LIMIT ?) newest
      ORDER BY position
      """;

  // What tells of others that were removed stays.
  private static final String REMOVABLE =
      """
      SELECT h.case_id, h.position AS last,
        coalesce((SELECT max(e.position) FROM holdfast.history_entry e
                  WHERE e.case_id = h.case_id AND e.action = ? AND e.outcome = ?), 0) + 1 AS first
      FROM holdfast.history_head h WHERE h.case_id = ANY(?) ORDER BY h.case_id
      """;

  private static final String REMOVE =
      """
      DELETE FROM holdfast.history_entry e
      USING unnest(?, CAST(? AS bigint[]), CAST(? AS bigint[])) AS gone (case_id, first, last)
      WHERE e.case_id = gone.case_id AND e.position BETWEEN gone.first AND gone.last
      """;

  private final Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected HistoryBean() {
    this(null);
  }

  /** Keeps the history in a database. */
  @Inject
  public HistoryBean(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void append(List<HistoryEntry> entries) {
    if (!entries.isEmpty()) {
      jdbc.with(sql -> append(sql, entries));
    }
  }

  @Override
  public Page<HistoryEntry> of(UUID caseId, PageRequest page) {
    return jdbc.with(
        sql -> {
          List<HistoryEntry> entries =
              sql.list(
                  "SELECT * FROM holdfast.history_entry WHERE case_id = ? ORDER BY position"
                      + (page.descending() ? " DESC" : "")
                      + " OFFSET ? LIMIT ?",
                  row -> EntryRows.read(row).entry(),
                  caseId,
                  page.offset(),
                  page.limit());
          long total =
              sql.one(
                      "SELECT count(*) FROM holdfast.history_entry WHERE case_id = ?",
                      row -> row.getLong(1),
                      caseId)
                  .orElse(0L);
          return new Page<>(entries, total);
        });
  }

  @Override
  public List<HistoryEntry> attaching(UUID caseId, int most) {
    return jdbc.list(ATTACHING, row -> EntryRows.read(row).entry(), caseId, most);
  }

  @Override
  public Map<CaseVersion, Optional<Instant>> made(Collection<CaseVersion> versions) {
    List<CaseVersion> asked = List.copyOf(versions);
    return jdbc
        .list(
            MADE,
            row ->
                Map.entry(
                    new CaseVersion(Sql.requiredUuid(row, "case_id"), row.getLong("version")),
                    Optional.ofNullable(Sql.instant(row, "at"))),
            asked.stream().map(CaseVersion::caseId).toArray(UUID[]::new),
            Sql.column(asked, CaseVersion::number))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
  }

  @Override
  public List<ChainedEntry> after(UUID caseId, long position, int most) {
    return jdbc.list(
        "SELECT * FROM holdfast.history_entry WHERE case_id = ? AND position > ?"
            + " ORDER BY position LIMIT ?",
        EntryRows::read,
        caseId,
        position,
        most);
  }

  @Override
  public Optional<End> end(UUID caseId) {
    return jdbc.with(sql -> Optional.ofNullable(EntryRows.ends(sql, Set.of(caseId)).get(caseId)));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void remove(Collection<UUID> cases, String rule, Instant at) {
    jdbc.with(
        sql -> {
          List<HistoryEntry> inPlace = new ArrayList<>();
          List<Removal> removals = new ArrayList<>();
          sql.each(
              REMOVABLE,
              0,
              row -> {
                Removal removal = new Removal(row.getLong("first"), row.getLong("last"), at, rule);
                if (removal.first() <= removal.last()) {
                  removals.add(removal);
                  inPlace.add(removal.entry(Sql.requiredUuid(row, "case_id")));
                }
              },
              Removal.ACTION,
              Removal.OUTCOME,
              cases.toArray(UUID[]::new));
          append(sql, inPlace);
          return sql.update(
              REMOVE,
              inPlace.stream().map(HistoryEntry::caseId).toArray(UUID[]::new),
              Sql.column(removals, Removal::first),
              Sql.column(removals, Removal::last));
        });
  }

  @Override
  public Verification verify(UUID caseId) {
    ChainCheck check = new ChainCheck();
    jdbc.with(
        sql -> {
          sql.each(CHAIN, FETCH_SIZE, check::accept, caseId);
          return check;
        });
    return check.result();
  }

  private List<ChainedEntry> append(Sql sql, List<HistoryEntry> entries) throws SQLException {
    Set<UUID> cases = new TreeSet<>();
    entries.forEach(entry -> cases.add(entry.caseId()));
    SortedMap<UUID, End> ends = new TreeMap<>(EntryRows.ends(sql, cases));
    List<ChainedEntry> rows = new ArrayList<>(entries.size());
    for (HistoryEntry entry : entries) {
      End end = ends.getOrDefault(entry.caseId(), Chain.START);
      HistoryEntry placed = entry.placed(end.position() + 1);
      String hash = Chain.hash(end.hash(), placed);
      rows.add(new ChainedEntry(placed, end.hash(), hash));
      ends.put(entry.caseId(), new End(placed.position(), hash));
    }
    EntryRows.insert(sql, rows);
    EntryRows.moveEnds(sql, ends);
    return rows;
  }
}
