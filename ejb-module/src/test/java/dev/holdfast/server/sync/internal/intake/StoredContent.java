package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.server.platform.api.Jdbc;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complete content of five bytes, as an upload leaves it.
 *
 * @param application whose field it was announced for
 * @param caseType the field's case type
 */
record StoredContent(Jdbc jdbc, String application, String caseType) {
  /**
   * Is there.
   *
   * @param user who has sent it
   * @param refused what a scanner is against, null if nothing
   */
  void put(String id, String user, Instant now, @Nullable String refused) {
    UUID upload = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.content_upload VALUES (?, ?, 5, 5, 'image/png', ?, ?, 'photo', ?, ?,"
            + " ?, ?, true, true)",
        upload,
        id,
        application,
        caseType,
        user,
        UUID.randomUUID(),
        now,
        now.plusSeconds(1000));
    jdbc.update(
        "INSERT INTO holdfast.content VALUES (?, 5, 'image/png', ?, ?, ?, ?)",
        id,
        upload,
        now,
        refused == null ? now : null,
        refused);
    jdbc.update("INSERT INTO holdfast.content_sender VALUES (?, ?, ?)", id, user, now);
  }
}
