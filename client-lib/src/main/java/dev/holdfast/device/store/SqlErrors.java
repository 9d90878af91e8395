package dev.holdfast.device.store;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.StoreException.Reason;
import java.sql.SQLException;

/** SQLite's errors as the library's. */
public final class SqlErrors {
  // Primary result codes of SQLite; extended codes carry them in their low byte.
  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;
  private static final int PRIMARY = 0xff;

  private SqlErrors() {}

  /** Whether the statement itself is wrong. */
  static boolean isMistake(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    return code == ERROR || code == READ_ONLY || code == 0;
  }

  /** What the library throws for it. */
  public static HoldfastException translate(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY) {
      case NOT_A_DATABASE ->
          new StoreException(
              Reason.DAMAGED,
              "The store's file can't be read with its key: its first page is damaged. Repair it.",
              e);
      case FULL ->
          new StoreException(
              Reason.FULL,
              "No space is left for the store. The queue is intact; make room and try again.",
              e);
      case BUSY, LOCKED ->
          new StoreException(Reason.BUSY, "Another process is working on the store. Try again.", e);
      case CORRUPT ->
          new StoreException(
              Reason.DAMAGED,
              "The store's file is damaged: %s. Repair it.".formatted(e.getMessage()),
              e);
      default -> new StoreException(Reason.FAILED, "The store failed: " + e.getMessage(), e);
    };
  }
}
