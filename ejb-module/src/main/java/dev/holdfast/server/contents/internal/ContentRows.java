package dev.holdfast.server.contents.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contents that are complete, and who sent them. */
@ApplicationScoped
public class ContentRows {
  /**
   * The upload is complete, its content is there, and its user has sent it: all at once or nothing.
   * A content that is there already is locked by it, so that it does not go meanwhile.
   */
  private static final String STORE =
      """
      WITH done AS (
        UPDATE holdfast.content_upload SET complete = true WHERE id = ? AND NOT ended
        RETURNING id, content_id, bytes, type, user_name),
      sent AS (
        INSERT INTO holdfast.content_sender (content_id, user_name, sent_at)
        SELECT content_id, user_name, ?::timestamptz FROM done
        ON CONFLICT (content_id, user_name) DO UPDATE SET sent_at = excluded.sent_at)
      INSERT INTO holdfast.content AS c (id, bytes, type, upload_id, completed_at, cleared_at)
      SELECT content_id, bytes, type, id, ?::timestamptz, ?::timestamptz FROM done
      ON CONFLICT (id) DO UPDATE SET bytes = c.bytes
      RETURNING upload_id
      """;

  static final String COLUMNS = "id, bytes, type, upload_id, object_id, cleared_at, refused";

  private static final String SENT =
      """
      INSERT INTO holdfast.content_sender (content_id, user_name, sent_at) VALUES (?, ?, ?)
      ON CONFLICT (content_id, user_name) DO UPDATE SET sent_at = excluded.sent_at
      """;

  private static final String FORGET_SENDERS =
      """
      DELETE FROM holdfast.content_sender WHERE (content_id, user_name) IN (
        SELECT content_id, user_name FROM holdfast.content_sender WHERE sent_at <= ? LIMIT ?)
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ContentRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public ContentRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A content.
   *
   * @param id its id
   * @param bytes its length
   * @param type its media type, as who sent it first said
   * @param lying where its bytes are
   * @param cleared whether nothing speaks against it
   * @param refused what a scanner said against it, null if none did
   */
  record Row(
      String id, long bytes, String type, Lying lying, boolean cleared, @Nullable String refused) {}

  /**
   * Where the bytes of a content are.
   *
   * @param upload whose pieces they are, unless there is an object
   * @param object the object in the store beside the database, null if there is none
   */
  record Lying(UUID upload, @Nullable UUID object) {}

  /**
   * An upload is complete and right.
   *
   * @param cleared whether no scanner has to look at it
   * @return whose pieces are the content's bytes, empty if the upload was ended meanwhile
   */
  Optional<UUID> store(UUID upload, Instant now, boolean cleared) {
    return jdbc.one(
        STORE, row -> Sql.requiredUuid(row, "upload_id"), upload, now, now, cleared ? now : null);
  }

  /** An upload's pieces are not needed, the content has others. */
  void holdsNothing(UUID upload) {
    jdbc.update("UPDATE holdfast.content_upload SET holds = false WHERE id = ?", upload);
  }

  /** A user has sent a content, or may have it and could. */
  void sent(String content, String user, Instant now) {
    jdbc.update(SENT, content, user, now);
  }

  /** Whether a user has sent a content. */
  boolean isSender(String content, String user) {
    return jdbc.one(
            "SELECT 1 FROM holdfast.content_sender WHERE content_id = ? AND user_name = ?",
            row -> true,
            content,
            user)
        .isPresent();
  }

  /** A content. */
  Optional<Row> find(String id) {
    return jdbc.one(
        "SELECT " + COLUMNS + " FROM holdfast.content WHERE id = ?", ContentRows::read, id);
  }

  /** The first bytes of a content that has an object; none if it has none any more. */
  byte[] head(String id) {
    return jdbc.one("SELECT head FROM holdfast.content WHERE id = ?", row -> row.getBytes(1), id)
        .orElse(new byte[0]);
  }

  /** Several contents, as far as they are there. */
  List<Row> find(Collection<String> ids) {
    return jdbc.list(
        "SELECT " + COLUMNS + " FROM holdfast.content WHERE id = ANY(?)",
        ContentRows::read,
        (Object) ids.toArray(String[]::new));
  }

  /** Keeps contents from being removed until the transaction ends. */
  void hold(Collection<String> ids) {
    jdbc.list(
        "SELECT id FROM holdfast.content WHERE id = ANY(?) ORDER BY id FOR KEY SHARE",
        row -> row.getString("id"),
        (Object) ids.toArray(String[]::new));
  }

  /** Contents that no scanner has looked at to the end, the oldest ones first. */
  List<Row> unscanned(int most) {
    return jdbc.list(
        "SELECT "
            + COLUMNS
            + " FROM holdfast.content WHERE cleared_at IS NULL AND refused IS NULL"
            + " ORDER BY completed_at, id LIMIT ?",
        ContentRows::read,
        most);
  }

  /** No scanner has anything against it. */
  void clear(String id, Instant now) {
    jdbc.update(
        "UPDATE holdfast.content SET cleared_at = ? WHERE id = ? AND refused IS NULL", now, id);
  }

  /** A scanner refuses it. */
  void refuse(String id, String words) {
    jdbc.update(
        "UPDATE holdfast.content SET refused = ?, cleared_at = NULL WHERE id = ?", words, id);
  }

  /** Forgets who sent contents before; at most so many. Returns how many. */
  int forgetSenders(Instant before, int most) {
    return jdbc.update(FORGET_SENDERS, before, most);
  }

  static Lying lying(ResultSet row) throws SQLException {
    return new Lying(Sql.requiredUuid(row, "upload_id"), Sql.uuid(row, "object_id"));
  }

  static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getLong("bytes"),
        row.getString("type"),
        lying(row),
        Sql.instant(row, "cleared_at") != null,
        row.getString("refused"));
  }
}
