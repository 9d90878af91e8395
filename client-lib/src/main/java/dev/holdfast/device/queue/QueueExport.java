package dev.holdfast.device.queue;

import dev.holdfast.device.store.Account;
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
 * A queue on its way to another device: JSON, a line that says whose it is, then a line for each
 * action that the server has not confirmed, in order.
 */
public final class QueueExport {
  private QueueExport() {}

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
   * Every further line.
   *
   * @param status where it stood, as a code
   * @param action as it is sent
   */
  record Line(String status, ActionSubmission action) {}

  /**
   * Writes it, action by action.
   *
   * @return how many there are
   * @throws UncheckedIOException if it can't be written
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public static int write(Connection connection, OutputStream out, Instant at) throws SQLException {
    Account account = Account.require(connection);
    line(out, new Head(account.server(), account.user(), account.device(), at));
    int written = 0;
    try (PreparedStatement statement = connection.prepareStatement(Actions.UNCONFIRMED);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Queued action = Actions.read(rows);
        line(out, new Line(action.status().code(), action.submission()));
        written++;
      }
    }
    return written;
  }

  private static void line(OutputStream out, Object value) {
    try {
      out.write(WireJson.mapper().writeValueAsBytes(value));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
