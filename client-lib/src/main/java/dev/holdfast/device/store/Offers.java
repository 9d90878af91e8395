package dev.holdfast.device.store;

import dev.holdfast.device.api.ActionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What is done with actions that the server had taken, when it may have lost them since. */
public final class Offers {
  private static final String ORDER = "offered-again";

  private Offers() {}

  /** The same, once for an order; what was judged since is not offered again. */
  public static void again(Connection connection, String order) throws SQLException {
    if (!Settings.get(connection, ORDER, String.class).equals(Optional.of(order))) {
      again(connection);
      Settings.put(connection, ORDER, order);
    }
  }

  /**
   * Offers them to the server again, in their order. What it does know it answers as it did before;
   * until then nobody can say whether the cases' rows have it, so it is not shown on top of them.
   */
  public static void again(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "UPDATE hf_action SET status = ?, version = 0 WHERE status IN (?, ?)",
        ActionStatus.OFFERED.code(),
        ActionStatus.CONFIRMED.code(),
        ActionStatus.PARKED.code());
    // A damaged store may have one of them in both places.
    Sql.update(
        connection,
        "INSERT OR IGNORE INTO hf_action (sequence, id, case_id, submission, status)"
            + " SELECT sequence, id, case_id, submission, ? FROM hf_taken",
        ActionStatus.OFFERED.code());
    Sql.update(connection, "DELETE FROM hf_taken");
  }
}
