package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Staging;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncReport;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server is told after a sync. The report of a switch is kept in the switch's transaction
 * until it was sent; that of a failure is sent at once or not at all.
 */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final String REPORT = "report";

  /** Names of healed buckets in a report: what no server refuses, and in all half of a request. */
  private static final int MOST_NAME_CHARACTERS = 2000;

  private static final int MOST_HEALED_BYTES = 32 * 1024;

  private final Database database;
  private final SessionKeeper session;
  private final Clock clock;

  Reports(Database database, SessionKeeper session, Clock clock) {
    this.database = database;
    this.session = session;
    this.clock = clock;
  }

  /** Keeps a report until it was sent, in the caller's transaction. */
  static void keep(Connection connection, SyncReport report) throws SQLException {
    Settings.put(connection, REPORT, report);
  }

  /** Whether one waits to be sent. */
  static boolean isWaiting(Connection connection) throws SQLException {
    return Settings.get(connection, REPORT, SyncReport.class).isPresent();
  }

  /** As many of these names as a report takes; a refused report would complete no order. */
  static List<String> fitting(List<String> healed) {
    List<String> fitting = new ArrayList<>();
    int bytes = 0;
    for (String name : healed) {
      bytes += Settings.text(name).getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > MOST_HEALED_BYTES) {
        break;
      }
      if (name.length() <= MOST_NAME_CHARACTERS) {
        fitting.add(name);
      }
    }
    return fitting;
  }

  /**
   * Sends the report of the last switch, unless that is done. Without a server it waits for the
   * next sync; the switch stands.
   */
  void send() {
    Optional<SyncReport> report =
        database.read(connection -> Settings.get(connection, REPORT, SyncReport.class));
    if (report.isEmpty()) {
      return;
    }
    try {
      send(report.get());
    } catch (UnreachableException e) {
      return;
    } catch (SyncFailedException e) {
      LOG.warn("The server does not take the report of a sync; it is dropped.", e);
    }
    database.write(
        connection -> {
          Settings.remove(connection, REPORT);
          return report;
        });
  }

  /**
   * Tells the server that the device could not complete a sync, and what of it was not as the
   * server said, if the server can be told. Only so it learns that its capture may be wrong.
   */
  void sendFailure(SyncHeader header, Traffic traffic, HoldfastException failure) {
    try {
      send(
          new SyncReport(
              header.checkpoint(),
              header.order(),
              header.kind(),
              traffic.untoldRows(),
              traffic.untoldBytes(),
              0,
              Duration.between(traffic.begun(), clock.instant()).toMillis(),
              database.read(Actions::waiting),
              fitting(database.read(connection -> mismatched(connection, traffic))),
              failure.getMessage()));
    } catch (HoldfastException e) {
      failure.addSuppressed(e);
    }
  }

  /** What was wrong in this sync and has not come right since. */
  private static List<String> mismatched(Connection connection, Traffic traffic)
      throws SQLException {
    return Staging.suspects(connection).stream()
        .filter(traffic.mismatched()::contains)
        .sorted()
        .toList();
  }

  private void send(SyncReport report) {
    session.call(
        (api, token) -> {
          api.report(token, report);
          return report;
        });
  }
}
