package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStorage.StuckUpload;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Uploads of which not all has come. There are as many as an index of them alone holds. */
@ApplicationScoped
public class UnfinishedRows {
  private static final String STUCK =
      " FROM holdfast.content_upload u WHERE NOT u.complete AND NOT u.ended AND u.grown_at <= ?";

  /** With the action that waits for the content, if it has come already. */
  private static final String LIST =
      """
      SELECT u.*, w.case_id, w.name FROM (SELECT u.* %s ORDER BY u.grown_at, u.id LIMIT ? OFFSET ?) u
      LEFT JOIN LATERAL (
        SELECT w.case_id, w.name FROM holdfast.content_wait w
        WHERE w.content_id = u.content_id AND w.user_name = u.user_name ORDER BY w.since LIMIT 1) w ON true
      ORDER BY u.grown_at, u.id
      """
          .formatted(STUCK);

  private static final String RECEIVED =
      """
      SELECT content_id, max(received) AS received FROM holdfast.content_upload
      WHERE content_id = ANY (?) AND NOT complete AND NOT ended GROUP BY content_id
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected UnfinishedRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public UnfinishedRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** How many bytes have come of contents that are on their way; others are left out. */
  Map<String, Long> received(Collection<String> contents) {
    Map<String, Long> received = new HashMap<>();
    jdbc.list(
            RECEIVED,
            row -> Map.entry(row.getString("content_id"), row.getLong("received")),
            (Object) contents.toArray(String[]::new))
        .forEach(each -> received.put(each.getKey(), each.getValue()));
    return received;
  }

  /** Those that have not grown since a moment, the longest first. */
  Page<StuckUpload> stuck(Instant since, PageRequest page) {
    long total = jdbc.one("SELECT count(*)" + STUCK, row -> row.getLong(1), since).orElseThrow();
    return new Page<>(
        jdbc.list(LIST, UnfinishedRows::read, since, page.limit(), page.offset()), total);
  }

  /** Nobody is to go on with an upload. What it was; empty if there is none that is unfinished. */
  Optional<Ended> end(UUID upload) {
    return jdbc.one(
        "UPDATE holdfast.content_upload SET ended = true"
            + " WHERE id = ? AND NOT complete AND NOT ended RETURNING *",
        row ->
            new Ended(
                row.getString("content_id"),
                row.getString("user_name"),
                Sql.requiredUuid(row, "device_id"),
                row.getLong("received"),
                row.getLong("bytes")),
        upload);
  }

  /** An upload that was ended. */
  record Ended(String content, String user, UUID device, long received, long bytes) {}

  private static StuckUpload read(ResultSet row) throws SQLException {
    return new StuckUpload(
        Sql.requiredUuid(row, "id"),
        row.getString("content_id"),
        row.getString("application"),
        row.getString("case_type"),
        row.getString("field"),
        row.getString("type"),
        row.getString("user_name"),
        Sql.requiredUuid(row, "device_id"),
        row.getLong("received"),
        row.getLong("bytes"),
        Sql.requiredInstant(row, "grown_at"),
        Sql.requiredInstant(row, "expires_at"),
        Sql.uuid(row, "case_id"),
        row.getString("name"));
  }
}
