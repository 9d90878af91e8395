package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of {@code holdfast.sync_policy} as records. */
final class PolicyRows {
  private PolicyRows() {}

  static PolicyValues values(ResultSet row) throws SQLException {
    String receive = row.getString("receive");
    String send = row.getString("send");
    String metered = row.getString("metered");
    return new PolicyValues(
        receive == null ? null : ReceiveMode.valueOf(receive),
        number(row, "receive_interval_seconds"),
        number(row, "receive_pause_seconds"),
        send == null ? null : SendMode.valueOf(send),
        number(row, "send_pause_seconds"),
        number(row, "batch"),
        number(row, "wipe_after_wrong_passphrases"),
        number(row, "lock_after_offline_seconds"),
        metered == null ? null : MeteredMode.valueOf(metered));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
