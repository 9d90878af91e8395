package dev.holdfast.device.store;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Integrity;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.salvage.DamagedFile;
import dev.holdfast.device.store.salvage.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts a new store in the place of a damaged one, with what could be saved. The old file is only
 * read until the new one is whole: cut anywhere, it begins again or is done. For use under the
 * {@link OpeningLock}.
 */
final class Repairing {
  private final Path directory;

  Repairing(Path directory) {
    this.directory = directory;
  }

  /**
   * Checks a store, and repairs it if that is needed.
   *
   * @throws StoreException {@code BUSY} if somebody has it open
   */
  Repair perform(StoreKey key, KeyProtection protection) {
    Path store = directory.resolve(Database.FILE);
    Doors.requireNone(store);
    try {
      List<String> problems = problems(store, key);
      if (problems.isEmpty()) {
        return new Repair(List.of(), 0, List.of(), true, true);
      }
      try (DamagedFile file = new DamagedFile(store, key.keyAndSalt())) {
        if (!file.isReadable()) {
          throw new StoreException(
              StoreException.Reason.DAMAGED,
              "No page of the store can be read with its key: the file is another store's, or all of it is damaged. Nothing was changed.",
              null);
        }
        Salvage salvage = Salvage.of(file);
        Repair repair =
            new Repair(
                problems,
                salvage.saved(),
                lost(file, salvage),
                isCertain(file),
                salvage.hasIdentity());
        replace(salvage, protection);
        return repair;
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED,
          "The damaged store can't be read: %s. It is as it was.".formatted(e.getMessage()),
          e);
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }

  private static List<String> problems(Path store, StoreKey key) throws SQLException {
    try (Connection connection = new Connections(store, key, Long.MAX_VALUE).open(false)) {
      Integrity found = Checking.of(connection);
      return found.problems();
    } catch (SQLException e) {
      return Checking.damage(e).problems();
    }
  }

  /** Whether all actions that there were are known, by themselves or by an index. */
  private static boolean isCertain(DamagedFile file) throws IOException {
    return file.content("hf_action").complete() || file.content("hf_action_status").complete();
  }

  private static List<Repair.Lost> lost(DamagedFile file, Salvage salvage) throws IOException {
    Map<Long, UUID> ids = numbered(file.content("sqlite_autoindex_hf_action_1"));
    Map<Long, UUID> cases = numbered(file.content("hf_action_case"));
    List<Repair.Lost> lost = new ArrayList<>();
    for (Map.Entry<Long, ActionStatus> missing : salvage.missing().entrySet()) {
      long number = missing.getKey();
      lost.add(new Repair.Lost(number, ids.get(number), cases.get(number), missing.getValue()));
    }
    return lost;
  }

  /** Ids by the numbers of their actions, from an index that begins with ids. */
  private static Map<Long, UUID> numbered(DamagedFile.Content index) {
    Map<Long, UUID> ids = new HashMap<>();
    for (Row entry : index.rows()) {
      String id = entry.text(0);
      Long number = entry.number(1);
      if (id != null && number != null) {
        ids.put(number, UUID.fromString(id));
      }
    }
    return ids;
  }

  private void replace(Salvage salvage, KeyProtection protection) throws SQLException {
    StoreKey key = StoreKey.random();
    try {
      Path fresh = Replacement.begin(directory);
      try (Connection connection = new Connections(fresh, key, Long.MAX_VALUE).open(false)) {
        Sql.run(connection, "BEGIN IMMEDIATE");
        Schema.upgrade(connection);
        salvage.write(connection);
        Sql.run(connection, "COMMIT");
        Sql.run(connection, "PRAGMA journal_mode = DELETE");
      }
      Replacement.commit(directory, KeyFile.of(key, protection));
    } finally {
      key.clear();
    }
  }
}
