package dev.holdfast.device.store;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
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
import java.util.Optional;
import java.util.UUID;

/**
 * Puts a new store in the place of a damaged one, with what could be saved. All of that is read
 * before SQLite is let at the file, as SQLite removes a log that it can't read. The old file is
 * there until the new one is whole: cut anywhere, it begins again or is done. For use under the
 * {@link OpeningLock}.
 */
final class Repairing {
  private static final Repair NOT_NEEDED = new Repair(List.of(), 0, List.of(), true, true);

  private final StoreEngine engine;
  private final Path directory;
  private final Undertaking undertaking;

  Repairing(StoreEngine engine, Path directory, Undertaking undertaking) {
    this.engine = engine;
    this.directory = directory;
    this.undertaking = undertaking;
  }

  /**
   * What was read of a file.
   *
   * @param certain whether all actions that there were are known, by themselves or by an index
   * @param wholeLog whether its log is not damaged
   */
  private record Found(Salvage salvage, List<Repair.Lost> lost, boolean certain, boolean wholeLog) {

    Repair repair(List<String> problems) {
      return new Repair(problems, salvage.saved(), lost, certain, salvage.hasIdentity());
    }
  }

  /**
   * Checks a store, and repairs it if that is needed.
   *
   * @return the same again if it is sound, as long as nobody has said that it was read
   * @throws StoreException {@code BUSY} if somebody has it open
   * @throws dev.holdfast.device.api.CancelledException if it is to end; the store is as it was
   */
  Repair perform(StoreKey key, KeyProtection protection) {
    Path store = directory.resolve(Database.FILE);
    Doors.requireNone(store);
    try {
      Found found = read(store, key);
      List<String> problems =
          found.wholeLog()
              ? problems(store, key)
              : List.of("The log is damaged: not all that was committed to it can be read.");
      Optional<Repair> earlier = found.salvage().lastRepair();
      if (problems.isEmpty()) {
        return earlier.orElse(NOT_NEEDED);
      }
      Repair repair = found.repair(problems);
      Repair told = earlier.map(repair::after).orElse(repair);
      replace(found.salvage(), told, protection);
      return told;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED,
          "The damaged store can't be read: %s. It is as it was.".formatted(e.getMessage()),
          e);
    } catch (SQLException e) {
      throw new SqlErrors(engine).translate(e, directory);
    }
  }

  private void read(long bytes) {
    undertaking.check();
    undertaking.reached(0, bytes);
  }

  private Found read(Path store, StoreKey key) throws IOException {
    undertaking.begin(Progress.Stage.SALVAGING, Undertaking.UNKNOWN, DurableFiles.size(store));
    try (DamagedFile file = new DamagedFile(store, key.keyAndSalt())) {
      if (!file.isReadable()) {
        throw new StoreException(
            StoreException.Reason.DAMAGED,
            "No page of the store can be read with its key: the file is another store's, or all of it is damaged. Nothing was changed.",
            null);
      }
      Salvage salvage = Salvage.of(file, this::read);
      undertaking.completed();
      return new Found(salvage, lost(file, salvage), isCertain(file), file.hasWholeLog());
    }
  }

  private List<String> problems(Path store, StoreKey key) throws SQLException {
    Checking checking = new Checking(new SqlErrors(engine));
    try (Connection connection = connect(store, key)) {
      return checking.of(connection, undertaking).problems();
    } catch (SQLException e) {
      return checking.damage(e).problems();
    }
  }

  private Connection connect(Path file, StoreKey key) throws SQLException {
    return new Connections(engine, file, key, Long.MAX_VALUE).open(false);
  }

  private static boolean isCertain(DamagedFile file) {
    return file.hasWholeLog()
        && (file.content("hf_action").complete() || file.content("hf_action_status").complete());
  }

  private static List<Repair.Lost> lost(DamagedFile file, Salvage salvage) {
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

  private void replace(Salvage salvage, Repair repair, KeyProtection protection)
      throws SQLException {
    undertaking.begin(Progress.Stage.REBUILDING);
    StoreKey key = StoreKey.random();
    try {
      Path fresh = Replacement.begin(directory);
      try (Connection connection = connect(fresh, key)) {
        Sql.run(connection, "BEGIN IMMEDIATE");
        Schema.upgrade(connection);
        salvage.write(connection);
        LastRepair.save(connection, repair);
        Sql.run(connection, "COMMIT");
        Sql.run(connection, "PRAGMA journal_mode = DELETE");
      }
      Replacement.commit(directory, KeyFile.of(key, protection));
    } finally {
      key.clear();
    }
  }
}
