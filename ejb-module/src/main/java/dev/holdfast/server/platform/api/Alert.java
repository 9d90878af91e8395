package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Raises what an administrator has to look into, in the transaction of whoever noticed it. It
 * stands until it is closed; the same again meanwhile counts up.
 */
public final class Alert {
  private static final String RAISE =
      """
      INSERT INTO holdfast.alert (id, kind, subject, device_id, detail, first_at, last_at)
      VALUES (gen_random_uuid(), ?, ?, ?, ?, now(), now())
      ON CONFLICT (kind, subject, device_id) WHERE closed_at IS NULL
      DO UPDATE SET last_at = excluded.last_at, detail = excluded.detail, times = alert.times + 1
      """;

  private static final String SETTLE =
      """
      UPDATE holdfast.alert SET closed_at = now(), closed_by = ?, closed_reason = ?
      WHERE kind = ? AND subject = ? AND closed_at IS NULL
      """;

  private static final String SERVER = "(server)";

  /** What it is about. */
  public enum Kind {
    /** A device's bucket was not what the server said, and came again; the subject is it. */
    HEALED,
    /** A verification repaired capture; the subject is application/unit. */
    DRIFT,
    /** A source can't be captured as it is; the subject is application/unit. */
    PROBLEM;

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
    sql.update(RAISE, kind.code(), subject, device, detail);
  }

  /** Closes what stands of a kind about a subject, because it is over. */
  public static void settle(Sql sql, Kind kind, String subject, String why) throws SQLException {
    sql.update(SETTLE, SERVER, why, kind.code(), subject);
  }
}
