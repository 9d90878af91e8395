package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The queue's table. Rows leave it only when the server has confirmed them. */
public final class Actions {
  static final String SELECT = "SELECT submission, status, version FROM hf_action ";
  static final String TO_SEND = "status IN ('pending', 'sending', 'offered') ";

  /** All that the server has not confirmed, in order. */
  static final String UNCONFIRMED =
      SELECT
          + "WHERE status IN ('pending', 'sending', 'offered', 'parked', 'refused')"
          + " ORDER BY sequence";

  private static final String OPEN =
      SELECT
          + "WHERE status IN ('pending', 'sending', 'offered', 'parked', 'refused')"
          + " AND (status <> 'offered' OR id IN (SELECT value FROM json_each(?))"
          + " OR NOT EXISTS (SELECT 1 FROM hf_outcome o WHERE o.action = hf_action.id"
          + " AND json_extract(o.outcome, '$.outcome') IN ('applied', 'merged')))"
          + " ORDER BY sequence";

  static final String SHOWN = "status IN ('pending', 'sending', 'confirmed') ";

  private static final int MOST_TAKEN = 1000;

  private Actions() {}

  /** Position of the next action among all of this device, from 1; never used twice. */
  static long nextSequence(Connection connection) throws SQLException {
    return 1 + Sql.number(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'hf_action'");
  }

  static void add(Connection connection, ActionSubmission submission) throws SQLException {
    add(connection, submission, ActionStatus.PENDING);
  }

  static void add(Connection connection, ActionSubmission submission, ActionStatus status)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO hf_action (sequence, id, case_id, submission, status) VALUES (?, ?, ?, ?, ?)",
        submission.sequence(),
        submission.id().toString(),
        submission.caseId().toString(),
        Settings.text(submission),
        status.code());
  }

  /** Whether the device has had an action, whatever became of it. */
  static boolean isKnown(Connection connection, UUID id) throws SQLException {
    return Sql.number(
            connection,
            "SELECT EXISTS (SELECT 1 FROM hf_action WHERE id = ?1)"
                + " OR EXISTS (SELECT 1 FROM hf_taken WHERE id = ?1)"
                + " OR EXISTS (SELECT 1 FROM hf_outcome WHERE action = ?1)",
            id.toString())
        > 0;
  }

  /** Size of an action as it is sent, in bytes of UTF-8. */
  static int bytes(ActionSubmission submission) {
    return Settings.text(submission).getBytes(StandardCharsets.UTF_8).length;
  }

  static Optional<Queued> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE id = ?", Actions::read, id.toString());
  }

  /**
   * What the user has to know of: all that is not confirmed, cancelled ones left out. What is
   * offered again after the server had confirmed it is not among it, as most likely it still is,
   * unless it can't be sent.
   */
  public static List<Queued> open(Connection connection) throws SQLException {
    return Sql.list(connection, OPEN, Actions::read, Settings.text(Unsendable.all(connection)));
  }

  /**
   * The next actions to be sent, in order.
   *
   * @param stuck cases of which the server could not judge an action now; what builds on it waits
   * @param lacking actions that wait for contents, and what builds on them does, too
   */
  public static List<Queued> toSend(
      Connection connection, Set<UUID> stuck, Set<UUID> lacking, int most) throws SQLException {
    return Sql.list(
        connection,
        SELECT
            + "WHERE "
            + TO_SEND
            + "AND sequence NOT IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT "
            + most,
        Actions::read,
        Settings.text(Held.by(connection, stuck, lacking)));
  }

  /** How many actions could be sent now: not those that wait for contents, or for such. */
  public static int sendable(Connection connection) throws SQLException {
    return waiting(connection)
        - Held.by(connection, Set.of(), Awaited.by(connection).keySet()).size();
  }

  /** How many the server has not confirmed. */
  public static int unconfirmed(Connection connection) throws SQLException {
    return Math.toIntExact(
        Sql.number(connection, "SELECT count(*) FROM (%s)".formatted(UNCONFIRMED)));
  }

  /** How many actions wait to be sent. */
  public static int waiting(Connection connection) throws SQLException {
    return Math.toIntExact(
        Sql.number(connection, "SELECT count(*) FROM hf_action WHERE " + TO_SEND));
  }

  /**
   * Whether some are confirmed whose effect the device does not hold. A checkpoint that is older
   * than they are would take it from the user's sight until the next one.
   */
  public static boolean awaitEffect(Connection connection) throws SQLException {
    return Sql.number(
            connection, "SELECT EXISTS (SELECT 1 FROM hf_action WHERE status = 'confirmed')")
        > 0;
  }

  /**
   * How many actions the server has not: those that wait to be sent, and those that were too large
   * to be and lie here to be shortened. What a person returned is in the history of its case.
   */
  public static int unsent(Connection connection) throws SQLException {
    return waiting(connection)
        + Math.toIntExact(
            Sql.number(
                connection,
                "SELECT count(*) FROM hf_action a JOIN hf_outcome o ON o.action = a.id"
                    + " WHERE a.status = 'refused' AND json_extract(o.outcome, '$.issue') IS NULL"));
  }

  /** The undecided actions that build on one, directly or not, whatever else its case has. */
  static List<Queued> following(Connection connection, ActionSubmission first) throws SQLException {
    Set<UUID> chain = new HashSet<>(Set.of(first.id()));
    List<Queued> following = new ArrayList<>();
    for (Queued other :
        Sql.list(
            connection,
            SELECT
                + "WHERE case_id = ? AND status NOT IN ('parked', 'refused', 'cancelled')"
                + " ORDER BY sequence",
            Actions::read,
            first.caseId().toString())) {
      UUID before = other.submission().follows();
      if (before != null && chain.contains(before)) {
        chain.add(other.submission().id());
        following.add(other);
      }
    }
    return following;
  }

  /** The actions on a case whose effect is shown although the case's row doesn't have it. */
  static List<Queued> shown(Connection connection, UUID caseId) throws SQLException {
    return Sql.list(
        connection,
        SELECT + "WHERE case_id = ? AND " + SHOWN + "ORDER BY sequence",
        Actions::read,
        caseId.toString());
  }

  /** Such actions on these cases, in order. */
  static List<Queued> shown(Connection connection, Collection<UUID> cases) throws SQLException {
    return Sql.list(
        connection,
        SELECT
            + "WHERE case_id IN (SELECT value FROM json_each(?)) AND "
            + SHOWN
            + "ORDER BY sequence",
        Actions::read,
        Settings.text(cases));
  }

  /** The cases with such actions. */
  static List<UUID> casesShown(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        "SELECT case_id FROM hf_action WHERE " + SHOWN + "UNION SELECT id FROM hf_overlay",
        row -> UUID.fromString(row.getString(1)));
  }

  /** From here on the server may know all that waits, by another device. */
  public static void handOver(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE hf_action SET status = 'sending' WHERE status = 'pending'");
  }

  /** Sets where actions stand. */
  static void mark(Connection connection, Collection<UUID> ids, ActionStatus status)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_action SET status = ? WHERE id IN (SELECT value FROM json_each(?))",
        status.code(),
        Settings.text(ids));
  }

  /** Sets where actions stand that the server has answered, unless the user has let go of them. */
  static void answered(Connection connection, Collection<UUID> ids, ActionStatus status)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_action SET status = ?"
            + " WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'cancelled'",
        status.code(),
        Settings.text(ids));
  }

  /**
   * The same for actions that took effect.
   *
   * @param versions the version that each made of its case
   */
  static void confirm(Connection connection, Map<UUID, Long> versions) throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_action SET status = ?, version = j.value FROM json_each(?) j"
            + " WHERE hf_action.id = j.key AND hf_action.status <> 'cancelled'",
        ActionStatus.CONFIRMED.code(),
        Settings.text(versions));
  }

  /**
   * After a checkpoint: the server has taken the confirmed actions whose effect the device holds,
   * and they leave the queue. A confirmed action of a case that the device does not hold took it
   * out of the user's scope.
   */
  static void forgetTaken(Connection connection) throws SQLException {
    forget(connection, Long.MAX_VALUE);
  }

  /** The same between checkpoints, when the row of a case that is not held may be still to come. */
  static void forgetHeld(Connection connection) throws SQLException {
    forget(connection, 0);
  }

  /**
   * Lets confirmed actions leave the queue.
   *
   * @param notHeld the version that a case counts as having which the device does not hold
   */
  private static void forget(Connection connection, long notHeld) throws SQLException {
    // Not a join: SQLite would make the whole view for it.
    Map<String, Long> held = new HashMap<>();
    Sql.forEach(
        connection,
        "SELECT id, version FROM hf_server_case WHERE id = ?",
        row -> held.put(row.getString(1), row.getLong(2)),
        Sql.list(
            connection,
            "SELECT DISTINCT case_id FROM hf_action WHERE status = 'confirmed'",
            row -> row.getString(1)));
    List<Long> taken = new ArrayList<>();
    Sql.list(
        connection,
        "SELECT sequence, case_id, version FROM hf_action WHERE status = 'confirmed'",
        row ->
            row.getLong(3) <= held.getOrDefault(row.getString(2), notHeld)
                && taken.add(row.getLong(1)));
    if (taken.isEmpty()) {
      return;
    }
    String sequences = Settings.text(taken);
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO hf_taken (sequence, id, case_id, submission)"
            + " SELECT sequence, id, case_id, submission FROM hf_action"
            + " WHERE sequence IN (SELECT value FROM json_each(?))",
        sequences);
    Sql.update(
        connection,
        "DELETE FROM hf_action WHERE sequence IN (SELECT value FROM json_each(?))",
        sequences);
    Sql.update(
        connection,
        "DELETE FROM hf_taken WHERE sequence <= (SELECT sequence FROM hf_taken"
            + " ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
        MOST_TAKEN);
  }

  static Queued read(ResultSet row) throws SQLException {
    String json = row.getString(1);
    return new Queued(
        Settings.parse(json, ActionSubmission.class),
        json,
        ActionStatus.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getLong(3));
  }
}
