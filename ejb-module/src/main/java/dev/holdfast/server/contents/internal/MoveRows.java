package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStores.Backlog;
import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.contents.internal.ContentRows.Row;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contents on their way from one place to the other. Every change is one statement that asks for
 * the state that it changes, so that a mover that has lost its turn without knowing does no harm.
 */
@ApplicationScoped
public class MoveRows {
  /** Pieces that one statement removes at most: 16 MiB. */
  private static final int LET_GO_AT_ONCE = 64;

  /** What a scanner still has to look at stays: it is read in pieces. */
  private static final String HERE =
      "object_id IS NULL AND bytes > 0 AND (cleared_at IS NOT NULL OR refused IS NOT NULL)";

  private static final String THERE = "object_id IS NOT NULL";

  private static final String NEXT =
      " AND (move_after IS NULL OR move_after <= ?) ORDER BY completed_at, id LIMIT 1";

  /** The content has this object now, if it is still there and nobody has given the object up. */
  private static final String KEEP =
      """
      WITH it AS (
        SELECT id FROM holdfast.content WHERE id = ? AND upload_id = ? AND object_id IS NULL FOR UPDATE),
      kept AS (
        UPDATE holdfast.content_object o SET state = 'kept', upload = NULL FROM it
        WHERE o.id = ? AND o.state = 'copying' RETURNING o.id)
      UPDATE holdfast.content c SET object_id = kept.id, head = ?, move_after = NULL FROM kept WHERE c.id = ?
      """;

  private static final String LET_GO =
      """
      WITH it AS (SELECT upload_id FROM holdfast.content WHERE id = ? AND object_id = ? FOR UPDATE)
      DELETE FROM holdfast.content_piece p USING it
      WHERE p.upload_id = it.upload_id AND p.number IN (
        SELECT number FROM holdfast.content_piece WHERE upload_id = ? ORDER BY number LIMIT ?)
      """;

  private static final String LET_GO_OF_ALL =
      """
      UPDATE holdfast.content c SET in_pieces = false WHERE id = ? AND object_id = ?
        AND NOT EXISTS (SELECT FROM holdfast.content_piece p WHERE p.upload_id = c.upload_id)
      """;

  private static final String PUT_BACK =
      """
      INSERT INTO holdfast.content_piece (upload_id, number, data)
      SELECT upload_id, ?, ? FROM holdfast.content WHERE id = ? AND object_id = ? FOR UPDATE
      ON CONFLICT (upload_id, number) DO UPDATE SET data = excluded.data
      """;

  private static final String BACKLOG =
      """
      SELECT count(*) AS contents, coalesce(sum(bytes), 0) AS bytes, min(completed_at) AS since,
        count(move_after) AS failed, (SELECT count(*) FROM holdfast.content_object WHERE state <> 'kept') AS leftovers
      FROM holdfast.content WHERE\s""";

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected MoveRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public MoveRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An object that nobody needs.
   *
   * @param id its id
   * @param upload the store's name of an upload in parts, null if there was none
   */
  record Doomed(UUID id, @Nullable String upload) {}

  /** Whether there is, or may be, any object in the store. */
  boolean anyObject() {
    return jdbc.one("SELECT 1 FROM holdfast.content_object LIMIT 1", row -> true).isPresent();
  }

  /** The oldest content that lies elsewhere and may be moved now. */
  Optional<Row> next(Place target, Instant now) {
    return jdbc.one(
        "SELECT "
            + ContentRows.COLUMNS
            + " FROM holdfast.content WHERE "
            + elsewhere(target)
            + NEXT,
        ContentRows::read,
        now);
  }

  /** Contents that have an object and still have pieces. */
  List<Row> twice(int most) {
    return jdbc.list(
        "SELECT "
            + ContentRows.COLUMNS
            + " FROM holdfast.content WHERE object_id IS NOT NULL AND in_pieces ORDER BY id LIMIT ?",
        ContentRows::read,
        most);
  }

  /** Something goes wrong with a content: the others go first. */
  void postpone(String content, Instant until) {
    jdbc.update("UPDATE holdfast.content SET move_after = ? WHERE id = ?", until, content);
  }

  /** An object is about to be written. */
  void begin(UUID object, Instant now) {
    jdbc.update("INSERT INTO holdfast.content_object VALUES (?, 'copying', NULL, ?)", object, now);
  }

  /** It is written in parts. */
  void begun(UUID object, String upload) {
    jdbc.update("UPDATE holdfast.content_object SET upload = ? WHERE id = ?", upload, object);
  }

  /**
   * A content's bytes are in an object, which was looked at: it lies there from now on.
   *
   * @param head its first bytes
   * @return whether the content is still there
   */
  boolean keep(Row content, UUID object, byte[] head) {
    return jdbc.update(KEEP, content.id(), content.lying().upload(), object, head, content.id())
        > 0;
  }

  /** Lets go of the pieces of a content that lies in an object, in small transactions. */
  void letGo(String content, UUID upload, UUID object) {
    while (jdbc.update(LET_GO, content, object, upload, LET_GO_AT_ONCE) > 0) {}
    jdbc.update(LET_GO_OF_ALL, content, object);
  }

  /** A content that lies in an object is about to get pieces. */
  void expectPieces(String content, UUID object) {
    jdbc.update(
        "UPDATE holdfast.content SET in_pieces = true WHERE id = ? AND object_id = ?",
        content,
        object);
  }

  /** One of them. Says whether the content is still there, in this object. */
  boolean putBack(String content, UUID object, int number, byte[] piece) {
    return jdbc.update(PUT_BACK, number, piece, content, object) > 0;
  }

  /** What an earlier mover has left: it was not looked at to its end. */
  void giveUp() {
    jdbc.update("UPDATE holdfast.content_object SET state = 'doomed' WHERE state = 'copying'");
  }

  /** Objects to be removed. */
  List<Doomed> doomed(int most) {
    return jdbc.list(
        "SELECT id, upload FROM holdfast.content_object WHERE state = 'doomed' ORDER BY id LIMIT ?",
        row -> new Doomed(Sql.requiredUuid(row, "id"), row.getString("upload")),
        most);
  }

  /** An object is in the store no more. */
  void removed(UUID object) {
    jdbc.update("DELETE FROM holdfast.content_object WHERE id = ? AND state = 'doomed'", object);
  }

  /** What there is to do. */
  Backlog backlog(Place target) {
    return jdbc.one(
            BACKLOG + elsewhere(target),
            row ->
                new Backlog(
                    target,
                    row.getLong("contents"),
                    row.getLong("bytes"),
                    Sql.instant(row, "since"),
                    row.getLong("failed"),
                    row.getLong("leftovers")))
        .orElseThrow();
  }

  private static String elsewhere(Place target) {
    return target == Place.S3 ? HERE : THERE;
  }
}
