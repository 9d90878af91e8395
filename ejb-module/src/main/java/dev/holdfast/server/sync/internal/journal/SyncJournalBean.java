package dev.holdfast.server.sync.internal.journal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Parts;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.SyncJournal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the log of syncs by SQL, in pages and in parts. */
@Stateless
public class SyncJournalBean implements SyncJournal {
  private static final int MAX_HOURS = 168;

  private static final String HOURS =
      """
      SELECT hour,
             count(*) FILTER (WHERE l.at IS NOT NULL AND l.error IS NULL) AS done,
             count(l.error) AS failed,
             coalesce(sum(l.rows), 0) AS rows,
             coalesce(sum(l.bytes), 0) AS bytes,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY l.millis) FILTER (WHERE l.error IS NULL) AS median,
             percentile_disc(0.95) WITHIN GROUP (ORDER BY l.millis) FILTER (WHERE l.error IS NULL) AS p95
      FROM generate_series(CAST(? AS timestamptz), CAST(? AS timestamptz), interval '1 hour') AS hour
      LEFT JOIN holdfast.sync_log l ON l.at >= hour AND l.at < hour + interval '1 hour' AND %s
      GROUP BY hour ORDER BY hour
      """;

  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected SyncJournalBean() {
    this(null, null);
  }

  /** Reads from a database. */
  @Inject
  public SyncJournalBean(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Page<SyncEntry> list(Caller caller, SyncFilter filter, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    SyncQuery query = new SyncQuery(filter);
    List<SyncEntry> entries =
        jdbc.list(
            SyncQuery.SELECT + query.condition() + SyncQuery.part(page),
            SyncQuery::entry,
            query.parameters(List.of()));
    long total =
        jdbc.one(
                "SELECT count(*) FROM (SELECT 1 FROM holdfast.sync_log l WHERE "
                    + query.condition()
                    + " LIMIT ?) n",
                row -> row.getLong(1),
                query.parameters(List.of(), page.offset() + page.limit() + COUNTED))
            .orElse(0L);
    return new Page<>(entries, total);
  }

  @Override
  public List<SyncHour> hours(Caller caller, SyncFilter filter, int hours) throws RefusedException {
    caller.requireAdministrator();
    if (hours < 1 || hours > MAX_HOURS) {
      throw new RefusedException(ErrorCode.INVALID, "hours is 1 to " + MAX_HOURS + '.');
    }
    SyncQuery query = new SyncQuery(filter);
    Instant last = last(filter.until()).truncatedTo(ChronoUnit.HOURS);
    return jdbc.list(
        HOURS.formatted(query.condition()),
        SyncJournalBean::hour,
        query.parameters(List.of(last.minus(hours - 1L, ChronoUnit.HOURS), last)));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportCsv(Caller caller, SyncFilter filter, OutputStream out)
      throws RefusedException, IOException {
    caller.requireAdministrator();
    SyncQuery query = new SyncQuery(filter);
    SyncCsv csv = new SyncCsv(out);
    csv.header();
    Parts.each(last -> part(query, last), csv::rows);
    csv.flush();
  }

  private List<SyncEntry> part(SyncQuery query, @Nullable SyncEntry last) {
    return last == null
        ? jdbc.list(
            SyncQuery.SELECT + query.condition() + SyncQuery.NEWEST + " LIMIT " + Parts.SIZE,
            SyncQuery::entry,
            query.parameters(List.of()))
        : jdbc.list(
            SyncQuery.SELECT
                + query.condition()
                + SyncQuery.AFTER
                + SyncQuery.NEWEST
                + " LIMIT "
                + Parts.SIZE,
            SyncQuery::entry,
            query.parameters(List.of(), last.at(), last.id()));
  }

  /** The end is no part of the filter: an hour before it is the last. */
  private Instant last(@Nullable Instant until) {
    Instant now = clock.instant();
    return until == null || until.isAfter(now) ? now : until.minusMillis(1);
  }

  private static SyncHour hour(ResultSet row) throws SQLException {
    return new SyncHour(
        Sql.requiredInstant(row, "hour"),
        row.getLong("done"),
        row.getLong("failed"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getObject("median", Long.class),
        row.getObject("p95", Long.class));
  }
}
