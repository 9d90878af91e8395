package dev.holdfast.device.store.content;

import dev.holdfast.kernel.app.Attachment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A content that the device holds, or a part of it.
 *
 * @param id its SHA-256
 * @param file name of its file
 * @param key what that is sealed by
 * @param size its length in bytes
 * @param name what it was called first
 * @param type its media type, as was said first
 * @param stored bytes of it that are here, in whole blocks while it is not complete
 * @param complete whether all of it is here, and is what its id says
 * @param attachedAt when it was attached here, null if an action has named it since, or it was
 *     fetched
 * @param sent bytes of it that the server has, as far as is known
 * @param taken whether the server said that it has it
 * @param refusal why the server refuses it, null if it does not
 */
public record HeldContent(
    String id,
    String file,
    byte[] key,
    long size,
    String name,
    String type,
    long stored,
    boolean complete,
    @Nullable Instant attachedAt,
    long sent,
    boolean taken,
    @Nullable Refusal refusal) {

  static final String SELECT =
      "SELECT id, file, key, size, name, type, stored, complete, attached_at, sent, taken, refusal, reason"
          + " FROM hf_content ";

  /**
   * Why a server refuses a content for good.
   *
   * @param code its code
   * @param message its words
   */
  public record Refusal(String code, String message) {}

  /** Whether it has to be sent before an action that brings it. */
  public boolean isLacking() {
    return complete && !taken;
  }

  /** As a case would say it. */
  public Attachment attachment() {
    return new Attachment(id, name, type, size);
  }

  Blocks blocks() {
    return new Blocks(key, size);
  }

  static HeldContent read(ResultSet row) throws SQLException {
    String attachedAt = row.getString(9);
    String code = row.getString(12);
    return new HeldContent(
        row.getString(1),
        row.getString(2),
        row.getBytes(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getBoolean(8),
        attachedAt == null ? null : Instant.parse(attachedAt),
        row.getLong(10),
        row.getBoolean(11),
        code == null ? null : new Refusal(code, row.getString(13)));
  }
}
