package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Raises what an administrator has to look into, in the transaction of whoever noticed it. One of a
 * kind about a subject stands until it is closed; the same again meanwhile, from whichever device,
 * counts up. Its row is locked until the end of the transaction: who raises several does so in the
 * order of their subjects, and late.
 */
public final class Alert {
  private static final String RAISE =
      """
      INSERT INTO holdfast.raised_alert (id, kind, subject, detail, first_at, last_at)
      VALUES (gen_random_uuid(), ?, ?, ?, now(), now())
      ON CONFLICT (kind, subject) WHERE closed_at IS NULL
      DO UPDATE SET last_at = greatest(raised_alert.last_at, excluded.last_at), detail = excluded.detail,
        times = raised_alert.times + 1, version = raised_alert.version + 1
      RETURNING id
      """;

  private static final String NOTICED =
      """
      INSERT INTO holdfast.alert_device (alert_id, device_id, first_at, last_at, times)
      VALUES (?, ?, now(), now(), 1)
      ON CONFLICT (alert_id, device_id)
      DO UPDATE SET last_at = greatest(alert_device.last_at, excluded.last_at), times = alert_device.times + 1
      RETURNING times
      """;

  private static final String ANOTHER =
      "UPDATE holdfast.raised_alert SET devices = devices + 1 WHERE id = ?";

  private static final String SETTLE =
      """
      UPDATE holdfast.raised_alert SET closed_at = now(), closed_by = ?, closed_reason = ?, version = version + 1
      WHERE kind = ? AND subject = ? AND closed_at IS NULL
      """;

  private static final String SERVER = "(server)";

  /** What it is about. */
  public enum Kind {
    /** A device's bucket was not what the server said; the subject is it. */
    HEALED,
    /** A verification repaired capture; the subject is application/unit. */
    DRIFT,
    /** A source can't be captured as it is; the subject is application/unit. */
    PROBLEM,
    /** A scanner of contents fails; the subject is its class. */
    SCANNER,
    /** The store of contents is away; the subject is its kind. */
    STORE,
    /** The bytes of a content are not what its id says; the subject is the id. */
    CONTENT;

    /** As it is stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Alert() {}

  /**
   * Raises one.
   *
   * @param subject what it is about
   * @param device the device that noticed it, null for the server itself
   * @param detail what was seen, for people; null if the kind says it all
   */
  public static void raise(
      Sql sql, Kind kind, String subject, @Nullable UUID device, @Nullable String detail)
      throws SQLException {
    UUID alert =
        sql.one(RAISE, row -> Sql.requiredUuid(row, "id"), kind.code(), subject, detail)
            .orElseThrow();
    if (device != null && sql.one(NOTICED, row -> row.getLong(1), alert, device).orElse(0L) == 1) {
      sql.update(ANOTHER, alert);
    }
  }

  /** The same by the server itself, in a transaction of the database's. */
  public static void raise(Jdbc jdbc, Kind kind, String subject, @Nullable String detail) {
    jdbc.with(
        sql -> {
          raise(sql, kind, subject, null, detail);
          return kind;
        });
  }

  /** Closes what stands of a kind about a subject, because it is over. */
  public static void settle(Jdbc jdbc, Kind kind, String subject, String why) {
    jdbc.with(
        sql -> {
          settle(sql, kind, subject, why);
          return kind;
        });
  }

  /** The same on a connection. */
  public static void settle(Sql sql, Kind kind, String subject, String why) throws SQLException {
    sql.update(SETTLE, SERVER, why, kind.code(), subject);
  }
}
