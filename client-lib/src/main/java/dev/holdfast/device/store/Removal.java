package dev.holdfast.device.store;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes a store that nobody has open, with its key first, as an erasure does. Killed anywhere,
 * the store is whole or can only be removed again. The folder stays, with nothing in it but locks,
 * which others may wait for.
 */
public final class Removal {
  private Removal() {}

  /**
   * Removes a store.
   *
   * @param force also if actions that were not sent go with it, or nobody knows; or if it was wiped
   *     and its server has not heard so
   * @throws NotAllowedException if something would be lost, and without {@code force}
   * @throws StoreException if there is no store, or it is open ({@code BUSY})
   */
  public static void perform(Path directory, boolean force, Undertaking undertaking) {
    if (!Database.exists(directory)) {
      throw new StoreException(
          StoreException.Reason.FAILED, "There is no store in " + directory, null);
    }
    try (OpeningLock lock = OpeningLock.acquire(directory, undertaking)) {
      if (Erasure.isOrdered(directory)) {
        requireTold(directory, force);
      } else {
        order(directory, force);
      }
      Erasure.perform(directory);
      Erasure.forget(directory);
    }
  }

  private static void order(Path directory, boolean force) {
    Doors.requireNone(directory.resolve(Database.FILE));
    Notice notice = Notice.of(directory);
    if (!force && (notice.unsent() == null || notice.unsent() > 0)) {
      throw new NotAllowedException(
          "The store would be removed%s. Open it and sync first, or force it."
              .formatted(notice.lost()),
          null);
    }
    Erasure.order(directory, Erasure.Cause.REMOVED, new Farewell(notice.unsent(), null, null));
  }

  private static void requireTold(Path directory, boolean force) {
    if (!force && Farewell.of(directory).filter(said -> said.server() != null).isPresent()) {
      throw new NotAllowedException(
          "The server has not heard yet that this store was wiped. Try again when it can be"
              + " reached, or force it.",
          null);
    }
  }

  /** The stores in a folder, by the names of their folders. */
  public static List<Path> stores(Path directory) {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory)) {
      return folders.filter(Database::exists).sorted().toList();
    } catch (IOException e) {
      throw DiskErrors.failed("The stores can't be listed", directory, e);
    }
  }
}
