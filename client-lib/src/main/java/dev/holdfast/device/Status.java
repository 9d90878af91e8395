package dev.holdfast.device;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.OfflineWork;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Checkpoint;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.HeldStalls;
import dev.holdfast.device.store.LastRepair;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.sync.Gate;
import dev.holdfast.device.sync.Synchronizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums up a store. */
final class Status {
  private Status() {}

  static DeviceStatus of(Database database, Synchronizer synchronizer, Gate gate) {
    Instant lastSync = synchronizer.lastSync().orElse(null);
    return database.read(connection -> of(connection, lastSync, gate.standing(connection)));
  }

  private static DeviceStatus of(
      Connection connection, @Nullable Instant lastSync, OfflineWork offline) throws SQLException {
    Optional<Account> account = Account.of(connection);
    List<Queued> open = Actions.open(connection);
    return new DeviceStatus(
        account.map(Account::server).orElse(null),
        account.map(Account::user).orElse(null),
        account.map(Account::refreshToken).isPresent(),
        account.map(Account::device).orElse(null),
        Checkpoint.of(connection).isPresent(),
        lastSync,
        offline,
        Actions.waiting(connection),
        (int) open.stream().filter(Status::needsDecision).count(),
        (int) Sql.number(connection, "SELECT count(*) FROM hf_bucket"),
        Sql.number(connection, "SELECT sum(rows) FROM hf_bucket"),
        packages(connection),
        HeldStalls.of(connection),
        HeldLater.tables(connection),
        LastRepair.of(connection).orElse(null));
  }

  private static boolean needsDecision(Queued action) {
    return action.status() == ActionStatus.PARKED || action.status() == ActionStatus.REFUSED;
  }

  private static Map<String, String> packages(Connection connection) throws SQLException {
    return Sql.list(
            connection,
            "SELECT application, version FROM hf_package WHERE live",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
