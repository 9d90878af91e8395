package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Moment;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work on one unit, each in a transaction of its own, so that one unit's failure is its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UnitWork {
  /** Cardinality violation: one statement would write an entry twice. */
  private static final String TWICE = "21000";

  /** Verifications of a unit that are remembered. */
  private static final int KEPT = 50;

  private static final String FORGET =
      """
      DELETE FROM holdfast.capture_verification WHERE unit = ? AND at < (
        SELECT at FROM holdfast.capture_verification WHERE unit = ? ORDER BY at DESC OFFSET ? - 1 LIMIT 1)
      """;

  // Whatever is captured under this name later knows nothing of what went until then.
  private static final String FORGOTTEN =
      """
      INSERT INTO holdfast.bucket_horizon (unit, bucket, xid, epoch)
      SELECT ?, ?, pg_current_xact_id(), epoch FROM (%s) m
      """
          .formatted(Moment.SQL);

  private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UnitWork() {}

  @Inject
  UnitWork(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Compares a unit that is scanned, unless that was done since; writes the differences. */
  public void scan(String name, Instant now, Instant unlessSince) {
    int due =
        jdbc.update(
            "UPDATE holdfast.capture_unit SET scanned_at = ?"
                + " WHERE name = ? AND coalesce(scanned_at < ?, true)",
            now,
            name,
            unlessSince);
    if (due > 0) {
      jdbc.with(
          sql -> {
            Settled found = Settled.run(sql, name, true);
            new PassingFailures(sql).over(name);
            return found;
          });
    }
  }

  /** Notes that a unit can't be compared; the next turn tries again. */
  public void failed(CapturedUnit unit, Exception failure) {
    Throwable cause = SqlState.first(failure, each -> each instanceof SQLException).orElse(failure);
    String state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    String why =
        TWICE.equals(state)
            ? "Several rows have the same key."
            : "It can't be read: " + cause.getMessage();
    jdbc.with(
        sql -> {
          if (SqlState.passes(state)) {
            new PassingFailures(sql).failed(unit.application(), unit.unit(), why);
          } else {
            new UnitRegistry(sql).problem(unit.application(), unit.unit(), why);
          }
          return why;
        });
  }

  /**
   * Compares; only if something differs, makes writers wait and repairs.
   *
   * @param askedBy who asked for it
   */
  public Settled verify(String name, String askedBy) {
    return jdbc.with(sql -> verify(sql, name, askedBy, null));
  }

  /** Verifies a unit and takes back what made it suspect. */
  public void verifySuspect(String name) {
    List<String> reasons =
        jdbc.list(
            "DELETE FROM holdfast.capture_suspicion WHERE unit = ? RETURNING reason",
            row -> row.getString(1),
            name);
    if (!reasons.isEmpty()) {
      String seen = String.join(", ", reasons.stream().distinct().toList());
      Settled found = jdbc.with(sql -> verify(sql, name, null, seen));
      if (!found.isClean()) {
        LOG.suspect(name, seen, found.missing(), found.extra(), found.different() + found.sums());
      }
    }
  }

  /** Drops a retired unit; fails if somebody uses its relations just now. */
  public void drop(String name) {
    jdbc.with(
        sql -> {
          drop(sql, name);
          return name;
        });
    LOG.dropped(name);
  }

  private static Settled verify(
      Sql sql, String name, @Nullable String askedBy, @Nullable String reason) throws SQLException {
    Settled found = Settled.verify(sql, name).withSums(sql, name);
    sql.update(
        "INSERT INTO holdfast.capture_verification (unit, asked_by, reason, missing, extra, different)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        name,
        askedBy,
        reason,
        found.missing(),
        found.extra(),
        found.different() + found.sums());
    sql.update(FORGET, name, name, KEPT);
    if (!found.isClean()) {
      raise(sql, name, found, reason);
    }
    return found;
  }

  /** Who asked sees it at once, but the others have to know as well. */
  private static void raise(Sql sql, String name, Settled found, @Nullable String reason)
      throws SQLException {
    String detail =
        String.format(
            "%d missing, %d extra, %d different%s. It is repaired.",
            found.missing(),
            found.extra(),
            found.different() + found.sums(),
            reason == null ? "" : "; verified because: " + reason);
    String subject =
        sql.one(
                "SELECT application || '/' || unit FROM holdfast.capture_unit WHERE name = ?",
                row -> row.getString(1),
                name)
            .orElse(name);
    Alert.raise(sql, Alert.Kind.DRIFT, subject, null, detail);
  }

  private static void drop(Sql sql, String name) throws SQLException {
    sql.run("SET LOCAL lock_timeout = '1s'");
    String prefix = CaptureNames.captureTable(name).substring("holdfast.".length());
    List<String> functions =
        sql.list(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
                + " WHERE p.pronamespace = 'holdfast'::regnamespace AND starts_with(p.proname, ?)",
            row -> row.getString(1),
            prefix + '_');
    for (String function : functions) {
      sql.run("DROP FUNCTION " + function + " CASCADE");
    }
    sql.run("DROP TABLE " + CaptureNames.captureTable(name));
    sql.update("DELETE FROM holdfast.bucket_change WHERE unit = ?", name);
    sql.update("DELETE FROM holdfast.bucket_horizon WHERE unit = ?", name);
    sql.update(FORGOTTEN, name, CapturedUnit.EVERY_BUCKET);
    sql.update("DELETE FROM holdfast.capture_suspicion WHERE unit = ?", name);
    sql.update("DELETE FROM holdfast.capture_verification WHERE unit = ?", name);
    sql.update("DELETE FROM holdfast.capture_unit WHERE name = ? AND retired_at IS NOT NULL", name);
  }
}
