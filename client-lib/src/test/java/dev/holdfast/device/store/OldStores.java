package dev.holdfast.device.store;

import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Stores as they were before keys were wrapped, and any store as SQL sees it. */
public final class OldStores {
  private OldStores() {}

  /** Opens a store, an old one if it is not there. */
  static Connection raw(Path store, KeyProtection protection) throws SQLException {
    Path file = store.resolve(Database.FILE);
    Optional<KeyFile> keys = KeyFile.read(store);
    StoreKey key =
        keys.isPresent()
            ? keys.get().unwrap(protection).orElseThrow()
            : key(protection, Files.exists(file) ? salt(file) : StoreKey.random().salt());
    return new Connections(StoreEngine.jdbc(), file, key, Long.MAX_VALUE).open(false);
  }

  private static StoreKey key(KeyProtection protection, byte[] salt) {
    return StoreKey.of(protection.keyOfOldStore(salt).orElseThrow(), salt);
  }

  private static byte[] salt(Path file) {
    try {
      return Replacement.salt(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an old store of one of today's, with another secret if that is wanted. */
  public static void age(Path store, KeyProtection present, KeyProtection old) {
    try {
      Path file = store.resolve(Database.FILE);
      Path fresh = store.resolve("old.db");
      StoreKey today = KeyFile.read(store).orElseThrow().unwrap(present).orElseThrow();
      new OldStore(StoreEngine.jdbc(), file, today)
          .copy(fresh, key(old, StoreKey.random().salt()), Undertaking.unseen(Clock.systemUTC()));
      Files.delete(store.resolve(KeyFile.FILE));
      Files.deleteIfExists(store.resolve(Notice.FILE));
      Files.delete(file);
      Files.move(fresh, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
