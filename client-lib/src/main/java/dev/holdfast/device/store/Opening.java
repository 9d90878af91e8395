package dev.holdfast.device.store;

import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a store's key is come by. For use under the {@link OpeningLock}. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final StoreEngine engine;
  private final Path directory;
  private final Clock clock;
  private final Undertaking undertaking;

  Opening(StoreEngine engine, Path directory, Clock clock, Undertaking undertaking) {
    this.engine = engine;
    this.directory = directory;
    this.clock = clock;
    this.undertaking = undertaking;
  }

  /**
   * The store's key, a new one for a new store. A store that was made before keys were wrapped gets
   * one first.
   *
   * @throws dev.holdfast.device.api.WrongPassphraseException if the secret is the wrong one
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early to try one
   * @throws StoreException if somebody else keeps the key, its file is damaged, or the log is
   * @throws dev.holdfast.device.api.CancelledException if it is to end; no attempt counts
   */
  StoreKey key(KeyProtection protection) {
    undertaking.begin(Progress.Stage.UNLOCKING);
    Optional<KeyFile> file = read();
    StoreKey key = held(file, protection);
    FirstLook.at(directory.resolve(Database.FILE), key);
    if (file.isPresent() && file.get().isOutdated(protection)) {
      wrapAnew(key, protection);
    }
    return key;
  }

  private StoreKey held(Optional<KeyFile> file, KeyProtection protection) {
    if (file.isPresent()) {
      return unwrap(file.get(), protection);
    }
    return StoreFiles.hasPages(directory) ? migrate(protection) : make(protection);
  }

  private void wrapAnew(StoreKey key, KeyProtection protection) {
    try {
      KeyFile.of(key, protection).write(directory);
    } catch (RuntimeException e) {
      if (Erasure.isOrdered(directory)) {
        key.clear();
        throw e;
      }
      // Anything, for the keeper may be anybody's: the old file opens the store as well, and the
      // next opening tries again.
      LOG.warn("The store's key can't be wrapped anew; it stays as it is.", e);
    }
  }

  /**
   * The key of a store of which anything but the key may be damaged; nothing is written. That of a
   * store that was made before keys were wrapped is found without SQLite, which needs the first
   * page.
   *
   * @throws StoreException also {@code BUSY} if somebody has such a store open
   */
  StoreKey keyToRepair(KeyProtection protection) {
    undertaking.begin(Progress.Stage.UNLOCKING);
    Optional<KeyFile> file = read();
    if (!StoreFiles.hasPages(directory)) {
      throw new StoreException(
          StoreException.Reason.FAILED,
          "There is nothing in the store yet that could be repaired.",
          null);
    }
    if (file.isPresent()) {
      return unwrap(file.get(), protection);
    }
    Path store = directory.resolve(Database.FILE);
    Doors.requireNone(store);
    return new Attempts(directory, clock)
        .make(protection, () -> OldStore.readableKey(store, protection));
  }

  private Optional<KeyFile> read() {
    Replacement.finish(directory);
    StoreFiles.requireAll(directory);
    return KeyFile.read(directory);
  }

  private StoreKey unwrap(KeyFile file, KeyProtection protection) {
    file.requireKeptBy(protection);
    return new Attempts(directory, clock).make(protection, () -> file.unwrap(protection));
  }

  /** Gives the key to another keeper; what the present one keeps is not wrapped anew before. */
  void change(KeyProtection current, KeyProtection next) {
    undertaking.begin(Progress.Stage.UNLOCKING);
    StoreKey key = held(read(), current);
    try {
      KeyFile.of(key, next).write(directory);
    } finally {
      key.clear();
    }
  }

  private StoreKey make(KeyProtection protection) {
    Notice.takeDown(directory);
    StoreKey key = StoreKey.random();
    KeyFile.of(key, protection).write(directory);
    return key;
  }

  private StoreKey migrate(KeyProtection protection) {
    Path store = directory.resolve(Database.FILE);
    Doors.requireNone(store);
    OldStore old =
        new Attempts(directory, clock)
            .make(protection, () -> OldStore.open(engine, store, protection));
    StoreKey key = StoreKey.random();
    old.copy(Replacement.begin(directory), key, undertaking);
    Replacement.commit(directory, KeyFile.of(key, protection));
    return key;
  }
}
