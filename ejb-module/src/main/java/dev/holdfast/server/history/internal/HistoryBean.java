package dev.holdfast.server.history.internal;

import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.internal.EntryRows.Linked;
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
  public Verification verify(UUID caseId) {
    ChainCheck check = new ChainCheck();
    jdbc.with(
        sql -> {
          sql.each(CHAIN, FETCH_SIZE, check::accept, caseId);
          return check;
        });
    return check.result();
  }

  private List<Linked> append(Sql sql, List<HistoryEntry> entries) throws SQLException {
    Set<UUID> cases = new TreeSet<>();
    entries.forEach(entry -> cases.add(entry.caseId()));
    SortedMap<UUID, Chain.End> ends = new TreeMap<>(EntryRows.ends(sql, cases));
    List<Linked> rows = new ArrayList<>(entries.size());
    for (HistoryEntry entry : entries) {
      Chain.End end = ends.getOrDefault(entry.caseId(), Chain.End.START);
      HistoryEntry placed = entry.placed(end.position() + 1);
      String hash = Chain.hash(end.hash(), placed);
      rows.add(new Linked(placed, end.hash(), hash));
      ends.put(entry.caseId(), new Chain.End(placed.position(), hash));
    }
    EntryRows.insert(sql, rows);
    EntryRows.moveEnds(sql, ends);
    return rows;
  }
}
