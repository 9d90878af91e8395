package dev.holdfast.device.queue;

import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.SealedContent;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A queue on its way to another device: a line of JSON that says whose it is; then for each content
 * of an attachment that the server lacks a line that says what it is, and its bytes; then a line
 * for each action that the server has not confirmed, in order. Used once, not thread-safe. Every
 * method throws {@link UncheckedIOException} if it can't be written, and {@link
 * dev.holdfast.device.api.CancelledException} if it is to end.
 */
public final class QueueExport {
  private static final int CHUNK = 64 * 1024;

  private final OutputStream out;
  private final Undertaking undertaking;
  private int actions;
  private long bytes;

  /** An export to somewhere, of which is told how far it is. */
  public QueueExport(OutputStream out, Undertaking undertaking) {
    this.out = out;
    this.undertaking = undertaking;
  }

  /**
   * The first line.
   *
   * @param server the server's URL
   * @param user whose actions they are
   * @param device the device that they come from
   * @param exportedAt by that device's clock
   */
  record Head(String server, String user, UUID device, Instant exportedAt) {}

  /**
   * The line before a content.
   *
   * @param content what it is; so many bytes follow the line
   */
  record ContentLine(Attachment content) {}

  /**
   * The line of an action.
   *
   * @param status where it stood, as a code
   * @param action as it is sent
   */
  record Line(String status, ActionSubmission action) {}

  /** Writes whose it is. */
  public void head(Account account, Instant at) {
    line(new Head(account.server(), account.user(), account.device(), at));
  }

  /** Writes a content. */
  public void content(Attachment attachment, SealedContent content) {
    line(new ContentLine(attachment));
    byte[] chunk = new byte[CHUNK];
    for (int read = content.read(chunk, 0, CHUNK);
        read >= 0;
        read = content.read(chunk, 0, CHUNK)) {
      undertaking.check();
      try {
        out.write(chunk, 0, read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes += read;
      undertaking.reached(actions, bytes);
    }
  }

  /** Writes the actions, one by one; returns how many there are. */
  public int actions(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Actions.UNCONFIRMED);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        undertaking.check();
        Queued action = Actions.read(rows);
        line(new Line(action.status().code(), action.submission()));
        undertaking.reached(++actions, bytes);
      }
    }
    return actions;
  }

  private void line(Object value) {
    try {
      out.write(WireJson.mapper().writeValueAsBytes(value));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
