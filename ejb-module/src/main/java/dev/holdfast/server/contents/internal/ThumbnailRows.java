package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.Thumbnails.Thumbnail;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thumbnails that were made, and of which contents there is none. They go with their content. */
@ApplicationScoped
public class ThumbnailRows {
  /** A content that went meanwhile gets none. */
  private static final String KEEP =
      """
      INSERT INTO holdfast.content_thumbnail (content_id, width, height, data, refused)
      SELECT id, ?, ?, ?, ? FROM holdfast.content WHERE id = ? FOR KEY SHARE
      ON CONFLICT (content_id) DO NOTHING
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ThumbnailRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public ThumbnailRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is known.
   *
   * @param thumbnail the thumbnail, null if there is none
   * @param refused why there is none, null if there is one
   */
  record Row(@Nullable Thumbnail thumbnail, @Nullable String refused) {}

  /** What is known of a content; empty if nobody has asked yet. */
  Optional<Row> find(String content) {
    return jdbc.one(
        "SELECT * FROM holdfast.content_thumbnail WHERE content_id = ?",
        row -> {
          byte @Nullable [] data = row.getBytes("data");
          return new Row(
              data == null ? null : new Thumbnail(row.getInt("width"), row.getInt("height"), data),
              row.getString("refused"));
        },
        content);
  }

  /** Of which of these contents there is none, and why. */
  Map<String, String> refused(Collection<String> contents) {
    Map<String, String> refused = new HashMap<>();
    jdbc.list(
            "SELECT content_id, refused FROM holdfast.content_thumbnail"
                + " WHERE content_id = ANY (?) AND refused IS NOT NULL",
            row -> Map.entry(row.getString("content_id"), row.getString("refused")),
            (Object) contents.toArray(String[]::new))
        .forEach(each -> refused.put(each.getKey(), each.getValue()));
    return refused;
  }

  /** Keeps what was found out. */
  void keep(String content, Row found) {
    Thumbnail thumbnail = found.thumbnail();
    jdbc.update(
        KEEP,
        thumbnail == null ? null : Integer.valueOf(thumbnail.width()),
        thumbnail == null ? null : Integer.valueOf(thumbnail.height()),
        thumbnail == null ? null : thumbnail.jpeg(),
        found.refused(),
        content);
  }
}
