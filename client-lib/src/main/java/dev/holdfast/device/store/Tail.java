package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The part of a segment that came before the connection broke. There is at most one.
 *
 * @param id the segment
 * @param tag the server's entity tag of the form in which it came
 * @param encoding the form's encoding, empty for none
 * @param bytes what came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tail(String id, String tag, String encoding, byte[] bytes) {

  /** What came of a segment, empty if nothing did. */
  public static Optional<Tail> of(Connection connection, String id) throws SQLException {
    return Sql.first(
        connection,
        "SELECT tag, encoding, bytes FROM hf_tail WHERE id = ?",
        row -> new Tail(id, row.getString(1), row.getString(2), row.getBytes(3)),
        id);
  }

  /** Keeps it in place of any other. */
  public void save(Connection connection) throws SQLException {
    forget(connection);
    Sql.update(
        connection,
        "INSERT INTO hf_tail (id, tag, encoding, bytes) VALUES (?, ?, ?, ?)",
        id,
        tag,
        encoding,
        bytes);
  }

  /** Forgets whatever there is. */
  public static void forget(Connection connection) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_tail");
  }
}
