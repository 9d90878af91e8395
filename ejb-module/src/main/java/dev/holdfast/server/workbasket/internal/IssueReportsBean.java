package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.CsvLines;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueReports;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures by SQL, each in one statement. Only heads of chains are counted. */
@Stateless
public class IssueReportsBean implements IssueReports {
  private static final String AGEING =
      """
      SELECT workbasket, count(*) AS unresolved,
        count(*) FILTER (WHERE received_at > ?) AS day,
        count(*) FILTER (WHERE received_at > ?) AS three,
        count(*) FILTER (WHERE received_at > ?) AS week,
        count(*) FILTER (WHERE received_at > ?) AS month
      FROM holdfast.issue
      WHERE head IS NULL AND status <> 'resolved' AND (?::text[] IS NULL OR workbasket = ANY(?))
      GROUP BY workbasket ORDER BY workbasket
      """;

  private static final String VOLUME =
      """
      SELECT day, workbasket, reason, sum(parked) AS parked, sum(resolved) AS resolved
      FROM (SELECT (received_at AT TIME ZONE 'UTC')::date AS day, workbasket, reason, 1 AS parked, 0 AS resolved
            FROM holdfast.issue WHERE head IS NULL AND led_at IS NULL AND received_at >= ? AND received_at < ?
            UNION ALL
            SELECT (led_at AT TIME ZONE 'UTC')::date, workbasket, reason, 1, 0
            FROM holdfast.issue WHERE head IS NULL AND led_at >= ? AND led_at < ?
            UNION ALL
            SELECT (resolved_at AT TIME ZONE 'UTC')::date, workbasket, reason, 0, 1
            FROM holdfast.issue WHERE head IS NULL AND status = 'resolved' AND resolved_at >= ? AND resolved_at < ?) moves
      WHERE ?::text[] IS NULL OR workbasket = ANY(?)
      GROUP BY day, workbasket, reason ORDER BY day, workbasket, reason
      """;

  private final Jdbc jdbc;
  private final Access access;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected IssueReportsBean() {
    this(null, null, null);
  }

  /** Reads from a database. */
  @Inject
  public IssueReportsBean(Jdbc jdbc, Access access, Clock clock) {
    this.jdbc = jdbc;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public List<Ageing> ageing(Caller caller) throws RefusedException {
    String[] reach = names(access.of(caller));
    Instant now = clock.instant();
    return jdbc.list(
        AGEING,
        row -> {
          long day = row.getLong("day");
          long three = row.getLong("three");
          long week = row.getLong("week");
          long month = row.getLong("month");
          long all = row.getLong("unresolved");
          return new Ageing(
              row.getString("workbasket"),
              day,
              three - day,
              week - three,
              month - week,
              all - month,
              all);
        },
        now.minus(1, ChronoUnit.DAYS),
        now.minus(3, ChronoUnit.DAYS),
        now.minus(7, ChronoUnit.DAYS),
        now.minus(30, ChronoUnit.DAYS),
        reach,
        reach);
  }

  @Override
  public void ageingCsv(Caller caller, OutputStream out) throws RefusedException, IOException {
    List<Ageing> report = ageing(caller);
    CsvLines csv = new CsvLines(out);
    csv.line(
        "workbasket",
        "under-1-day",
        "under-3-days",
        "under-7-days",
        "under-30-days",
        "older",
        "unresolved");
    for (Ageing line : report) {
      csv.line(
          line.workbasket(),
          line.underOneDay(),
          line.underThreeDays(),
          line.underOneWeek(),
          line.underOneMonth(),
          line.older(),
          line.unresolved());
    }
    csv.flush();
  }

  @Override
  public List<Volume> volume(Caller caller, LocalDate from, LocalDate until)
      throws RefusedException {
    String[] reach = names(access.of(caller));
    long days = ChronoUnit.DAYS.between(from, until) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "The last day is not before the first, and at most " + MOST_DAYS + " days are counted.");
    }
    Instant start = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return jdbc.list(
        VOLUME,
        row ->
            new Volume(
                row.getObject("day", LocalDate.class),
                row.getString("workbasket"),
                row.getString("reason"),
                row.getLong("parked"),
                row.getLong("resolved")),
        start,
        end,
        start,
        end,
        start,
        end,
        reach,
        reach);
  }

  @Override
  public void volumeCsv(Caller caller, LocalDate from, LocalDate until, OutputStream out)
      throws RefusedException, IOException {
    List<Volume> report = volume(caller, from, until);
    CsvLines csv = new CsvLines(out);
    csv.line("day", "workbasket", "reason", "parked", "resolved");
    for (Volume line : report) {
      csv.line(line.day(), line.workbasket(), line.reason(), line.parked(), line.resolved());
    }
    csv.flush();
  }

  private static String @Nullable [] names(Reach reach) {
    Set<String> names = reach.workbaskets();
    return names == null ? null : names.toArray(String[]::new);
  }
}
