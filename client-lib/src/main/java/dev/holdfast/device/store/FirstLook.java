package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.store.salvage.DamagedFile;
import dev.holdfast.device.store.salvage.LogChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a store's file, and at the log that a killed process has left, before SQLite does. That
 * moves the log into the file, also of a store that it must not touch; and it ends the log where a
 * page has rotted and removes the rest: actions that were performed would be gone without a word.
 * For use under the {@link OpeningLock}.
 */
final class FirstLook {
  /** The queue and its indexes: only transactions that are synced at their end write them. */
  private static final List<String> QUEUE =
      List.of("hf_action", "sqlite_autoindex_hf_action_1", "hf_action_case", "hf_action_status");

  private FirstLook() {}

  /**
   * Makes sure that SQLite may open it. Who has the store open has done so.
   *
   * @param key overwritten if it may not
   * @throws StoreException {@code TOO_NEW}, or {@code DAMAGED} if something that was committed of
   *     the queue would be lost; nothing was changed
   */
  static void at(Path file, StoreKey key) {
    try {
      if (Files.exists(file) && !Doors.isOpen(file)) {
        look(file, key);
      }
    } catch (IOException e) {
      key.clear();
      throw new StoreException(StoreException.Reason.FAILED, "The store can't be read: " + file, e);
    } catch (StoreException e) {
      key.clear();
      throw e;
    }
  }

  private static void look(Path file, StoreKey key) throws IOException {
    DamagedFile.version(file, key.keyAndSalt()).ifPresent(Schema::requireKnown);
    if (LogChain.hides(file, key.keyAndSalt(), QUEUE)) {
      throw new StoreException(
          StoreException.Reason.DAMAGED,
          "The store's log is damaged: actions that were committed to it would be lost. Nothing was changed. Repair it.",
          null);
    }
  }
}
