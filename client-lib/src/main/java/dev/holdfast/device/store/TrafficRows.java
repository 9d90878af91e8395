package dev.holdfast.device.store;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.TrafficDay;
import dev.holdfast.device.api.TrafficTotals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;

/** What went over the network, day by day. */
public final class TrafficRows {
  private static final int KEPT_DAYS = 400;

  private TrafficRows() {}

  /** Adds to a day; days that are too old go. */
  public static void add(Connection connection, LocalDate day, ConnectionKind kind, Bytes bytes)
      throws SQLException {
    int known =
        Sql.update(
            connection,
            "UPDATE hf_traffic SET sent = sent + ?, received = received + ?, requests = requests + ?"
                + " WHERE day = ? AND connection = ?",
            bytes.sent(),
            bytes.received(),
            bytes.requests(),
            day.toString(),
            kind.code());
    if (known == 0) {
      Sql.update(
          connection,
          "INSERT INTO hf_traffic (day, connection, sent, received, requests) VALUES (?, ?, ?, ?, ?)",
          day.toString(),
          kind.code(),
          bytes.sent(),
          bytes.received(),
          bytes.requests());
      Sql.update(
          connection, "DELETE FROM hf_traffic WHERE day < ?", day.minusDays(KEPT_DAYS).toString());
    }
  }

  /** All that is kept. */
  public static TrafficTotals all(Connection connection) throws SQLException {
    return new TrafficTotals(
        Sql.list(
            connection,
            "SELECT day, connection, sent, received, requests FROM hf_traffic"
                + " ORDER BY day, connection",
            row ->
                new TrafficDay(
                    LocalDate.parse(row.getString(1)),
                    ConnectionKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    new Bytes(row.getLong(3), row.getLong(4), row.getLong(5)))));
  }
}
