package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Erases a store by an administrator's order. The order is a file of its own, on the disk before
 * anything else is touched, and stays: whoever finds it ends the erasure and refuses to go on. So
 * it may be killed anywhere. The salt goes first, without which no passphrase gives the key; then
 * every byte is overwritten before the files go. A disk that moves what it overwrites, as flash
 * does, may keep encrypted pages for a while.
 */
final class Erasure {
  private static final String ORDER = "wiped";
  private static final String LOG_FILE = Database.FILE + "-wal";
  private static final String INDEX_FILE = Database.FILE + "-shm";
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final long FIRST_PAGE_BYTES = 4096;

  private Erasure() {}

  static boolean isOrdered(Path directory) {
    return Files.exists(directory.resolve(ORDER));
  }

  /** Ends an erasure that was ordered, and refuses the store. */
  static void check(Path directory) {
    if (isOrdered(directory)) {
      perform(directory);
      throw erased();
    }
  }

  /** What whoever wants to use an erased store is told. */
  static StoreException erased() {
    return new StoreException(
        StoreException.Reason.WIPED,
        "An administrator had this device wiped: its store is erased. Sign in with a new store.",
        null);
  }

  /** Makes the order durable. */
  static void order(Path directory) {
    try {
      try (FileChannel file =
          FileChannel.open(
              directory.resolve(ORDER), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      } catch (AccessDeniedException e) {
        // Windows opens no directories; there a new file's name is durable with the file.
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Does it, or what is left of it. */
  static void perform(Path directory) {
    Path store = directory.resolve(Database.FILE);
    Path log = directory.resolve(LOG_FILE);
    try {
      overwrite(store, FIRST_PAGE_BYTES);
      overwrite(log, Long.MAX_VALUE);
      overwrite(store, Long.MAX_VALUE);
      Files.deleteIfExists(log);
      // Only page numbers; not overwritten, other processes may have it in their memory.
      Files.deleteIfExists(directory.resolve(INDEX_FILE));
      Files.deleteIfExists(store);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void overwrite(Path file, long most) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long end = Math.min(channel.size(), most);
      long position = 0;
      while (position < end) {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(BLOCK_BYTES, end - position));
        position += channel.write(zeros, position);
      }
      channel.force(true);
    }
  }

  private static StoreException failed(IOException e) {
    return new StoreException(
        StoreException.Reason.FAILED,
        "The store could not be wiped completely (%s). Its next use goes on with it."
            .formatted(e.getMessage()),
        e);
  }
}
