package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** How a store's key is come by. For use under the {@link OpeningLock}. */
final class Opening {
  private final Path directory;
  private final Clock clock;

  Opening(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The store's key, a new one for a new store. A store that was made before keys were wrapped gets
   * one first.
   *
   * @throws dev.holdfast.device.api.WrongPassphraseException if the secret is the wrong one
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early to try one
   * @throws StoreException if somebody else keeps the key, or its file is damaged
   */
  StoreKey key(KeyProtection protection) {
    Replacement.finish(directory);
    Optional<KeyFile> file = KeyFile.read(directory);
    if (file.isEmpty()) {
      return hasOldStore() ? migrate(protection) : make(protection);
    }
    KeyFile wrapped = file.get();
    wrapped.requireKeptBy(protection);
    StoreKey key =
        new Attempts(directory, clock).make(protection, () -> wrapped.unwrap(protection));
    if (wrapped.isOutdated(protection)) {
      KeyFile.of(key, protection).write(directory);
    }
    return key;
  }

  /** Gives the key to another keeper. */
  void change(KeyProtection current, KeyProtection next) {
    StoreKey key = key(current);
    try {
      KeyFile.of(key, next).write(directory);
    } finally {
      key.clear();
    }
  }

  private StoreKey make(KeyProtection protection) {
    StoreKey key = StoreKey.random();
    KeyFile.of(key, protection).write(directory);
    return key;
  }

  private StoreKey migrate(KeyProtection protection) {
    Path store = directory.resolve(Database.FILE);
    Doors.requireNone(store);
    OldStore old =
        new Attempts(directory, clock).make(protection, () -> OldStore.open(store, protection));
    StoreKey key = StoreKey.random();
    old.copy(Replacement.begin(directory), key);
    Replacement.commit(directory, KeyFile.of(key, protection));
    return key;
  }

  private boolean hasOldStore() {
    Path store = directory.resolve(Database.FILE);
    try {
      return Files.exists(store) && Files.size(store) > 0;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be read: " + store, e);
    }
  }
}
