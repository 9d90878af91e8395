package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Failures to compare or install a unit that pass by themselves: a lock, a foreign server that is
 * away. They are tried again, and nobody is bothered before they have lasted.
 *
 * <p>What is scanned never gets a problem by them: devices receive the rows that capture keeps, so
 * nobody misses anything. Where triggers may be lacking, changes may be missed, so devices get
 * nothing of the unit any more after a while.
 */
final class PassingFailures {
  private static final Duration ALERT_AFTER = Duration.ofMinutes(5);
  private static final Duration PROBLEM_AFTER = Duration.ofMinutes(30);

  private static final String BEGIN =
      """
      UPDATE holdfast.capture_unit SET failing_since = coalesce(failing_since, now())
      WHERE application = ? AND unit = ? AND retired_at IS NULL AND problem IS NULL
      """;

  private static final String SAY =
      """
      UPDATE holdfast.capture_unit SET failing = ?
      WHERE application = ? AND unit = ? AND retired_at IS NULL AND problem IS NULL
        AND failing_since <= now() - make_interval(secs => ?) AND failing IS DISTINCT FROM ?
      RETURNING failing_since
      """;

  private static final String MAY_MISS =
      """
      SELECT FROM holdfast.capture_unit
      WHERE application = ? AND unit = ? AND retired_at IS NULL AND problem IS NULL
        AND strategy = 'changes' AND failing_since <= now() - make_interval(secs => ?)
      """;

  private static final String OVER =
      """
      UPDATE holdfast.capture_unit SET failing_since = NULL, failing = NULL
      WHERE name = ? AND failing_since IS NOT NULL RETURNING application || '/' || unit
      """;

  private final Sql sql;

  PassingFailures(Sql sql) {
    this.sql = sql;
  }

  /** It has failed once more. */
  void failed(String application, String unit, String why) throws SQLException {
    sql.update(BEGIN, application, unit);
    if (sql.one(MAY_MISS, row -> true, application, unit, PROBLEM_AFTER.toSeconds()).isPresent()) {
      new UnitRegistry(sql).problem(application, unit, why);
      return;
    }
    var since =
        sql.one(
            SAY,
            row -> Sql.requiredInstant(row, "failing_since"),
            why,
            application,
            unit,
            ALERT_AFTER.toSeconds(),
            why);
    if (since.isPresent()) {
      Alert.raise(
          sql,
          Alert.Kind.PROBLEM,
          application + '/' + unit,
          null,
          why + " It is tried again, in vain since " + since.get() + '.');
    }
  }

  /** Whether an alert says that it has been failing. */
  boolean last(String name) throws SQLException {
    return sql.one(
            "SELECT failing IS NOT NULL FROM holdfast.capture_unit WHERE name = ?",
            row -> row.getBoolean(1),
            name)
        .orElse(false);
  }

  /** It has worked. */
  void over(String name) throws SQLException {
    var subject = sql.one(OVER, row -> row.getString(1), name);
    if (subject.isPresent()) {
      Alert.settle(sql, Alert.Kind.PROBLEM, subject.get(), "It works again.");
    }
  }
}
