package dev.holdfast.device.store;

import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.time.Clock;

/** What is done with a store from outside. Safe for use by many threads and processes. */
public final class Caretaker {
  private final StoreEngine engine;
  private final Path directory;
  private final Clock clock;
  private final Undertaking undertaking;

  /**
   * The caretaker of a store.
   *
   * @param engine opens its file
   * @param clock says whether it is too early for another attempt
   * @param undertaking told how far it is, and may end it where nothing is half done
   */
  public Caretaker(StoreEngine engine, Path directory, Clock clock, Undertaking undertaking) {
    this.engine = engine;
    this.directory = directory;
    this.clock = clock;
    this.undertaking = undertaking;
  }

  /**
   * Gives the store's key to another keeper. Who has the store open notices nothing.
   *
   * @throws dev.holdfast.device.api.WrongPassphraseException if the secret is the wrong one
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early to try one
   * @throws StoreException if there is no store, or it can't be opened
   */
  public void protect(KeyProtection current, KeyProtection next) {
    requireStore();
    try (OpeningLock lock = OpeningLock.acquire(directory, undertaking)) {
      Erasure.check(directory);
      new Opening(engine, directory, clock, undertaking).change(current, next);
    }
  }

  /**
   * Checks a store that nobody has open, and puts a new one in its place if it is damaged.
   *
   * @return what was found; that of an earlier repair if the store is sound and nobody has said
   *     that it was read
   * @throws dev.holdfast.device.api.WrongPassphraseException if the secret is the wrong one
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early to try one
   * @throws StoreException if there is no store, it is open, or nothing of it can be read
   */
  public Repair repair(KeyProtection protection) {
    requireStore();
    try (OpeningLock lock = OpeningLock.acquire(directory, undertaking)) {
      Erasure.check(directory);
      StoreKey key = new Opening(engine, directory, clock, undertaking).keyToRepair(protection);
      try {
        return new Repairing(engine, directory, undertaking).perform(key, protection);
      } finally {
        key.clear();
      }
    }
  }

  private void requireStore() {
    if (!Database.exists(directory)) {
      throw new StoreException(
          StoreException.Reason.FAILED, "There is no store in %s.".formatted(directory), null);
    }
  }
}
