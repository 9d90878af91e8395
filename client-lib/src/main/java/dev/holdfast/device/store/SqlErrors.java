package dev.holdfast.device.store;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.StoreException.Reason;
import dev.holdfast.device.engine.StoreEngine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/**
 * SQLite's errors as the library's.
 *
 * @param engine knows their codes
 */
public record SqlErrors(StoreEngine engine) {
  // Primary result codes of SQLite; extended codes carry them in their low byte.
  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int INTERRUPTED = 9;
  private static final int INPUT_OUTPUT = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;
  private static final int PRIMARY = 0xff;

  /**
   * What the disk does not give: damage, as a page that is not what was written there. {@code
   * SQLITE_IOERR}, and that with {@code READ}, {@code SHORT_READ}, {@code DATA}, {@code CORRUPTFS}.
   */
  private static final Set<Integer> READING = Set.of(10, 266, 522, 8202, 8458);

  private boolean isDamage(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY) {
      case CORRUPT -> true;
      case INPUT_OUTPUT -> READING.contains(engine.code(e));
      default -> false;
    };
  }

  /** Whether the disk did not do something that was asked of it. */
  private static boolean isRefused(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    return code == INPUT_OUTPUT || code == CANT_OPEN;
  }

  /** Whether the file does not begin as a database does that is encrypted with its key. */
  static boolean isNoDatabase(SQLException e) {
    return (e.getErrorCode() & PRIMARY) == NOT_A_DATABASE;
  }

  /** Whether somebody else is working on the file. */
  static boolean isBusy(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    return code == BUSY || code == LOCKED;
  }

  /** Whether the statement itself is wrong. */
  public static boolean isMistake(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    return code == ERROR || code == READ_ONLY || code == 0;
  }

  /** What the library throws for it. */
  HoldfastException translate(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY) {
      case NOT_A_DATABASE ->
          new StoreException(
              Reason.DAMAGED,
              "The store's file can't be read with its key: its first page is damaged. Repair it.",
              e);
      case FULL -> full(e);
      case INTERRUPTED -> new CancelledException(e);
      case BUSY, LOCKED ->
          new StoreException(Reason.BUSY, "Another process is working on the store. Try again.", e);
      default -> isDamage(e) ? damaged(e) : isRefused(e) ? refused(e) : failed(e);
    };
  }

  /**
   * The same for what was to be written. SQLite says that a disk is full only of some of what it
   * does to files: of the rest the disk is asked.
   *
   * @param directory of the store
   */
  HoldfastException translate(SQLException e, Path directory) {
    return !isDamage(e) && isRefused(e) && DiskErrors.isFull(directory) ? full(e) : translate(e);
  }

  private static StoreException full(SQLException e) {
    return new StoreException(
        Reason.FULL,
        "No space is left for the store. The queue is intact; make room and try again.",
        e);
  }

  private static StoreException damaged(SQLException e) {
    return new StoreException(
        Reason.DAMAGED, "The store's file is damaged: %s. Repair it.".formatted(e.getMessage()), e);
  }

  private static StoreException refused(SQLException e) {
    return new StoreException(
        Reason.FAILED,
        "The disk refused what the store asked of it: %s. The queue is intact; try again, and if that does not help, the disk needs care."
            .formatted(e.getMessage()),
        e);
  }

  private static StoreException failed(SQLException e) {
    return new StoreException(Reason.FAILED, "The store failed: " + e.getMessage(), e);
  }
}
