package dev.holdfast.device.store;

import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.salvage.DamagedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A store that was made before keys were wrapped: its key comes from the secret itself. Who learns
 * an old passphrase could open it for ever, so its pages are encrypted anew under a random key, in
 * a copy.
 *
 * @param file its file
 * @param key its key
 */
record OldStore(Path file, StoreKey key) {
  /**
   * Opens one that nobody has open.
   *
   * @return empty if the secret is the wrong one
   * @throws StoreException {@code DAMAGED} if it is the right one and the first page is damaged
   */
  static Optional<OldStore> open(Path file, KeyProtection protection) {
    StoreKey key = key(file, protection);
    FirstLook.at(file, key);
    try (Connection connection = new Connections(file, key, Long.MAX_VALUE).open(false)) {
      Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
      return Optional.of(new OldStore(file, key));
    } catch (SQLException e) {
      boolean isWrong = SqlErrors.isNoDatabase(e) && !isReadable(file, key);
      key.clear();
      if (isWrong) {
        return Optional.empty();
      }
      throw SqlErrors.translate(e, file.resolveSibling(""));
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
    String key = HexFormat.of().formatHex(other.keyAndSalt());
    try (Connection connection = new Connections(file, this.key, Long.MAX_VALUE).open(false)) {
      Schema.version(connection);
      // Moves the log into the file and removes it, unless somebody else has the store open.
      Sql.run(connection, "PRAGMA journal_mode = DELETE");
      undertaking.begin(Progress.Stage.ENCRYPTING, Undertaking.UNKNOWN, DurableFiles.size(file));
      copy(connection, fresh, key, undertaking);
      undertaking.check();
      undertaking.completed();
    } catch (SQLException e) {
      throw SqlErrors.translate(SqlErrors.without(key, e), file.resolveSibling(""));
    } finally {
      this.key.clear();
    }
  }

  private static void copy(Connection connection, Path fresh, String key, Undertaking undertaking)
      throws SQLException {
    try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?");
        Watch.Cut cut =
            undertaking.cutting(() -> Sql.cancel(copy), () -> DurableFiles.size(fresh))) {
      copy.setString(
          1,
          "file:%s?cipher=sqlcipher&legacy=4&key=x%%27%s%%27"
              .formatted(fresh.toUri().getRawPath(), key));
      copy.executeUpdate();
    }
  }
}
