package dev.holdfast.device.store.content;

import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.kernel.app.Attachment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of the contents that are here, with the keys of their files. */
public final class ContentRows {
  private ContentRows() {}

  /** All of them, by their ids. */
  public static List<HeldContent> all(Connection connection) throws SQLException {
    return Sql.list(connection, HeldContent.SELECT + "ORDER BY id", HeldContent::read);
  }

  /** One of them, complete or not. */
  public static Optional<HeldContent> find(Connection connection, String id) throws SQLException {
    return Sql.first(connection, HeldContent.SELECT + "WHERE id = ?", HeldContent::read, id);
  }

  /** Those that the server lacks, as far as is known. */
  public static List<HeldContent> lacking(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        HeldContent.SELECT + "WHERE complete AND NOT taken ORDER BY id",
        HeldContent::read);
  }

  /**
   * Puts a content that was attached in the place of what there was of it. Whether the server has
   * it stays known; that it refused it counts no more.
   *
   * @return the file that is no longer of use, null if there was none
   */
  static @Nullable String attached(
      Connection connection, Attachment attachment, String file, Blocks blocks, Instant at)
      throws SQLException {
    String before = find(connection, attachment.id()).map(HeldContent::file).orElse(null);
    Sql.update(
        connection,
        "INSERT INTO hf_content (id, file, key, size, name, type, stored, complete, attached_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?4, 1, ?7) ON CONFLICT (id) DO UPDATE SET file = excluded.file,"
            + " key = excluded.key, size = excluded.size, stored = excluded.stored, complete = 1,"
            + " attached_at = excluded.attached_at, refusal = NULL, reason = NULL",
        attachment.id(),
        file,
        blocks.key(),
        blocks.size(),
        attachment.name(),
        attachment.type(),
        at.toString());
    return before;
  }

  /** A content that comes from the server, of which nothing is here yet. */
  static void begin(Connection connection, Attachment attachment, String file, Blocks blocks)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO hf_content (id, file, key, size, name, type, stored, taken)"
            + " VALUES (?, ?, ?, ?, ?, ?, 0, 1)",
        attachment.id(),
        file,
        blocks.key(),
        blocks.size(),
        attachment.name(),
        attachment.type());
  }

  /** So much has come. */
  static boolean stored(Connection connection, String file, long bytes, boolean complete)
      throws SQLException {
    return Sql.update(
            connection,
            "UPDATE hf_content SET stored = ?, complete = ? WHERE file = ?",
            bytes,
            complete,
            file)
        > 0;
  }

  /** Actions name them now: they stay as long as those, or a case, do. */
  public static void named(Connection connection, Collection<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        "UPDATE hf_content SET attached_at = NULL, refusal = NULL, reason = NULL"
            + " WHERE id IN (SELECT value FROM json_each(?))",
        Settings.text(ids));
  }

  /** So much of it has been sent; whether it is still here. */
  public static boolean sent(Connection connection, String id, long bytes) throws SQLException {
    return Sql.update(connection, "UPDATE hf_content SET sent = ? WHERE id = ?", bytes, id) > 0;
  }

  /** The server has it. */
  public static void taken(Connection connection, String id) throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_content SET sent = size, taken = 1, refusal = NULL, reason = NULL WHERE id = ?",
        id);
  }

  /** The server has lost them, or never had them: they are to be sent. */
  public static void lost(Connection connection, Collection<String> ids) throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_content SET sent = 0, taken = 0"
            + " WHERE id IN (SELECT value FROM json_each(?))",
        Settings.text(ids));
  }

  /** The server refuses it for good. */
  public static void refused(Connection connection, String id, HeldContent.Refusal refusal)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_content SET sent = 0, refusal = ?, reason = ? WHERE id = ?",
        refusal.code(),
        refusal.message(),
        id);
  }

  /** Forgets a content and the key of its file. */
  static void forget(Connection connection, String file) throws SQLException {
    // So that no page keeps it.
    Sql.update(connection, "UPDATE hf_content SET key = zeroblob(32) WHERE file = ?", file);
    Sql.update(connection, "DELETE FROM hf_content WHERE file = ?", file);
  }
}
