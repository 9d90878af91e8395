package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;

/**
 * The bytes of contents, by pieces; a reader holds one at a time, and no connection between two.
 */
@ApplicationScoped
public class PieceRows {
  private static final long SIZE = ContentUploads.PIECE_BYTES;

  /** Pieces that one statement removes at most: 16 MiB. */
  private static final int REMOVED_AT_ONCE = 64;

  private static final String REMOVE =
      """
      DELETE FROM holdfast.content_piece WHERE upload_id = ? AND number IN (
        SELECT number FROM holdfast.content_piece WHERE upload_id = ? ORDER BY number LIMIT ?)
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected PieceRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public PieceRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The piece that a byte is in. */
  static int number(long offset) {
    return Math.toIntExact(offset / SIZE);
  }

  /**
   * Reads from a byte to the end of its piece.
   *
   * @throws IOException if there is no such byte (any more)
   */
  byte[] from(UUID upload, long offset) throws IOException {
    int skipped = (int) (offset % SIZE);
    byte[] bytes =
        jdbc.one(
                skipped == 0
                    ? "SELECT data FROM holdfast.content_piece WHERE upload_id = ? AND number = ?"
                    : "SELECT substring(data FROM "
                        + (skipped + 1)
                        + ") FROM holdfast.content_piece WHERE upload_id = ? AND number = ?",
                row -> row.getBytes(1),
                upload,
                number(offset))
            .orElseThrow(
                () -> new BytesGoneException("upload " + upload + " has no bytes (any more)"));
    if (bytes.length == 0) {
      throw new BytesGoneException("upload " + upload + " has no byte " + offset + " (any more)");
    }
    return bytes;
  }

  /**
   * The first bytes, by which {@link MediaSigns} tell.
   *
   * @throws IOException if they went meanwhile
   */
  byte[] head(ContentRows.Row content) throws IOException {
    return content.lying().object() == null
        ? head(content.lying().upload(), content.bytes())
        : new ContentRows(jdbc).head(content.id());
  }

  /** The same of an upload. */
  byte[] head(UUID upload, long bytes) throws IOException {
    return bytes == 0
        ? new byte[0]
        : jdbc.one(
                "SELECT substring(data FOR "
                    + MediaSigns.HEAD
                    + ") FROM holdfast.content_piece WHERE upload_id = ? AND number = 0",
                row -> row.getBytes(1),
                upload)
            .orElse(new byte[0]);
  }

  /** Removes all of an upload, in small transactions. */
  void remove(UUID upload) {
    while (jdbc.update(REMOVE, upload, upload, REMOVED_AT_ONCE) > 0) {}
  }
}
