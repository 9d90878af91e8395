package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Uploads in the database. Every change is one statement, which asks for the state that it changes:
 * so of two who do the same at once, on whichever nodes, one does it.
 */
@ApplicationScoped
public class UploadRows {
  /** What counts against the quota of its application. */
  static final String COUNTS_FOR_APPLICATION = "holds AND NOT ended";

  /** What counts against the quota of its device: the time now, and since when. */
  static final String COUNTS_FOR_DEVICE =
      "NOT ended AND (expires_at > ? OR complete AND holds AND created_at > ?)";

  private static final String INSERT =
      """
      INSERT INTO holdfast.content_upload (id, content_id, bytes, received, type, application, case_type, field,
          user_name, device_id, created_at, grown_at, expires_at, complete, holds)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String APPEND =
      """
      WITH moved AS (
        UPDATE holdfast.content_upload
        SET received = received + ?, grown_at = ?, expires_at = CASE WHEN expires_at < ?::timestamptz THEN ? ELSE expires_at END
        WHERE id = ? AND user_name = ? AND received = ? AND received + ? <= bytes
          AND NOT complete AND NOT ended AND expires_at > ?
        RETURNING id)
      INSERT INTO holdfast.content_piece (upload_id, number, data) SELECT id, ?, ? FROM moved
      ON CONFLICT (upload_id, number) DO UPDATE SET data = content_piece.data || excluded.data
      """;

  /**
   * A row whose indexed columns stay as they are costs the database least: not each piece counts.
   */
  private static final int SLACK = 100;

  private static final String OWN =
      """
      SELECT u.*, c.id IS NOT NULL AS stored
      FROM holdfast.content_upload u LEFT JOIN holdfast.content c ON c.id = u.content_id
      WHERE u.user_name = ? AND NOT u.ended
      """;

  /** What the announced content can go on as: all of it that is still there, else what has most. */
  private static final String SAME =
      OWN
          + """
            AND u.content_id = ? AND u.bytes = ? AND u.expires_at > ? AND (NOT u.complete OR c.id IS NOT NULL)
          ORDER BY u.received DESC, u.id LIMIT 1
          """;

  private static final String EXPIRE =
      """
      UPDATE holdfast.content_upload SET ended = true WHERE id IN (
        SELECT id FROM holdfast.content_upload
        WHERE expires_at <= ? AND NOT ended AND NOT (complete AND holds) LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected UploadRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public UploadRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An upload as it is stored.
   *
   * @param upload what its user knows of it
   * @param content the content's id
   * @param type the media type that was said
   * @param complete whether all of it came and was right
   * @param stored whether there is such a content, whoever sent it
   */
  record Row(Upload upload, String content, String type, boolean complete, boolean stored) {
    UUID id() {
      return upload.id();
    }

    /** All of it is there, and it was not looked at yet. */
    boolean waits() {
      return upload.offset() == upload.bytes() && !complete;
    }
  }

  /** Who sends what, on which device, from when to when. */
  record Sender(String user, UUID device, Instant at, Instant until) {}

  /** Begins one. */
  void begin(UUID id, Announced announced, Sender sender) {
    insert(id, announced, sender, false);
  }

  /** One of a content that the user may have already: all of it is there. */
  void known(UUID id, Announced announced, Sender sender) {
    insert(id, announced, sender, true);
  }

  private void insert(UUID id, Announced announced, Sender sender, boolean known) {
    jdbc.update(
        INSERT,
        id,
        announced.id(),
        announced.bytes(),
        known ? announced.bytes() : 0L,
        announced.type(),
        announced.place().application(),
        announced.place().caseType(),
        announced.place().field(),
        sender.user(),
        sender.device(),
        sender.at(),
        sender.at(),
        sender.until(),
        known,
        !known);
  }

  /**
   * Stores bytes, and moves the offset, at once.
   *
   * @return whether the upload stood at the offset and took them
   */
  boolean append(Sender sender, UUID upload, long offset, byte[] bytes) {
    long length = bytes.length;
    int piece = PieceRows.number(offset);
    return jdbc.update(
            APPEND,
            length,
            sender.at(),
            sender.until().minus(Duration.between(sender.at(), sender.until()).dividedBy(SLACK)),
            sender.until(),
            upload,
            sender.user(),
            offset,
            length,
            sender.at(),
            piece,
            bytes)
        > 0;
  }

  /** An upload of a user, also one that has expired. */
  Optional<Row> find(String user, UUID upload) {
    return jdbc.one(OWN + " AND u.id = ?", UploadRows::read, user, upload);
  }

  /** An upload of a user that a content can go on as. */
  Optional<Row> same(String user, Announced announced, Instant now) {
    return jdbc.one(SAME, UploadRows::read, user, announced.id(), announced.bytes(), now);
  }

  /** Nobody is to find it any more. Says whether there was one. */
  boolean end(String user, UUID upload) {
    return jdbc.update(
            "UPDATE holdfast.content_upload SET ended = NOT (complete AND holds), expires_at ="
                + " created_at WHERE id = ? AND user_name = ? AND NOT ended",
            upload,
            user)
        > 0;
  }

  /** What all uploads of an application keep, in bytes. */
  long ofApplication(String application) {
    return sum("application = ? AND " + COUNTS_FOR_APPLICATION, application);
  }

  /**
   * What a device has announced of which the time is not over, in bytes. Of what is stored since
   * then, too, whether or not it was let go of.
   */
  long ofDevice(UUID device, Instant now, Instant since) {
    return sum("device_id = ? AND " + COUNTS_FOR_DEVICE, device, now, since);
  }

  private long sum(String condition, Object... parameters) {
    return jdbc.one(
            "SELECT coalesce(sum(bytes), 0) FROM holdfast.content_upload WHERE " + condition,
            row -> row.getLong(1),
            parameters)
        .orElseThrow();
  }

  /** Uploads of which all is there and that nobody has looked at: a node died over it. */
  List<Waiting> waiting(int most) {
    return jdbc.list(
        "SELECT id, user_name FROM holdfast.content_upload"
            + " WHERE received = bytes AND NOT complete AND NOT ended ORDER BY id LIMIT ?",
        row -> new Waiting(Sql.requiredUuid(row, "id"), row.getString("user_name")),
        most);
  }

  /** One of them. */
  record Waiting(UUID id, String user) {}

  /** Ends those whose time is over; at most so many. Returns how many. */
  int expire(Instant now, int most) {
    return jdbc.update(EXPIRE, now, most);
  }

  /** Those that were ended, to be removed. */
  List<UUID> ended(int most) {
    return jdbc.list(
        "SELECT id FROM holdfast.content_upload WHERE ended ORDER BY id LIMIT ?",
        row -> Sql.requiredUuid(row, "id"),
        most);
  }

  /** Its pieces are gone: so is it. */
  int remove(UUID upload) {
    return jdbc.update("DELETE FROM holdfast.content_upload WHERE id = ? AND ended", upload);
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new Upload(
            Sql.requiredUuid(row, "id"),
            row.getLong("bytes"),
            row.getLong("received"),
            Sql.requiredInstant(row, "expires_at")),
        row.getString("content_id"),
        row.getString("type"),
        row.getBoolean("complete"),
        row.getBoolean("stored"));
  }
}
