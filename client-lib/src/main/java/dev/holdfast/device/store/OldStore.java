package dev.holdfast.device.store;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.salvage.DamagedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A store that was made before keys were wrapped: its key comes from the secret itself. Who learns
 * an old passphrase could open it for ever, so its pages are encrypted anew under a random key, in
 * a copy.
 *
 * @param engine opens it
 * @param file its file
 * @param key its key
 */
record OldStore(StoreEngine engine, Path file, StoreKey key) {
  /**
   * Opens one that nobody has open.
   *
   * @return empty if the secret is the wrong one
   * @throws StoreException {@code DAMAGED} if it is the right one and the first page is damaged
   */
  static Optional<OldStore> open(StoreEngine engine, Path file, KeyProtection protection) {
    StoreKey key = key(file, protection);
    FirstLook.at(file, key);
    OldStore store = new OldStore(engine, file, key);
    try (Connection connection = store.connect()) {
      Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
      return Optional.of(store);
    } catch (SQLException e) {
      boolean isWrong = SqlErrors.isNoDatabase(e) && !isReadable(file, key);
      key.clear();
      if (isWrong) {
        return Optional.empty();
      }
      throw store.translated(e);
    }
  }

  /**
   * The key of one that nobody has open and that may be damaged.
   *
   * @return empty if no page can be read with it
   */
  static Optional<StoreKey> readableKey(Path file, KeyProtection protection) {
    StoreKey key = key(file, protection);
    if (isReadable(file, key)) {
      return Optional.of(key);
    }
    key.clear();
    return Optional.empty();
  }

  private static boolean isReadable(Path file, StoreKey key) {
    try (DamagedFile pages = new DamagedFile(file, key.keyAndSalt())) {
      return pages.isReadable();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(StoreException.Reason.FAILED, "The store can't be read: " + file, e);
  }

  private static StoreKey key(Path file, KeyProtection protection) {
    try {
      byte[] salt = Replacement.salt(file);
      if (Arrays.equals(salt, new byte[salt.length])) {
        throw new StoreException(
            StoreException.Reason.DAMAGED,
            "The first bytes of the store's file are gone: %s. Without them no secret gives its key. Put a copy of the file in its place, or use a new store. Nothing was changed."
                .formatted(file),
            null);
      }
      return StoreKey.of(
          protection
              .keyOfOldStore(salt)
              .orElseThrow(
                  () ->
                      new StoreException(
                          StoreException.Reason.FAILED,
                          "The store was made before \"%s\" kept keys. Open it as before, then change who keeps its key."
                              .formatted(protection.scheme()),
                          null)),
          salt);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Copies all that it holds into a new file with another key, and forgets its own. Needs as much
   * space again for a while.
   *
   * @throws StoreException if it is of a newer version, somebody else has it open, or there is no
   *     space; it is as it was
   * @throws dev.holdfast.device.api.CancelledException if it is to end; it is as it was
   */
  void copy(Path fresh, StoreKey other, Undertaking undertaking) {
    try (Connection connection = connect()) {
      Schema.version(connection);
      // Moves the log into the file and removes it, unless somebody else has the store open.
      Sql.run(connection, "PRAGMA journal_mode = DELETE");
      undertaking.begin(Progress.Stage.ENCRYPTING, Undertaking.UNKNOWN, DurableFiles.size(file));
      copy(connection, fresh, other, undertaking);
      undertaking.check();
      undertaking.completed();
    } catch (SQLException e) {
      throw translated(e);
    } finally {
      key.clear();
    }
  }

  private void copy(Connection connection, Path fresh, StoreKey other, Undertaking undertaking)
      throws SQLException {
    try (StoreEngine.Stop stop = engine.stopWhen(connection, undertaking::hasToEnd);
        Watch.Cut watched = undertaking.watching(() -> DurableFiles.size(fresh))) {
      engine.copy(connection, fresh, other.keyAndSalt());
    }
  }

  private Connection connect() throws SQLException {
    return new Connections(engine, file, key, Long.MAX_VALUE).open(false);
  }

  private HoldfastException translated(SQLException e) {
    return new SqlErrors(engine).translate(e, file.resolveSibling(""));
  }
}
