package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Erases a store by an administrator's order or policy. The order is a file of its own, on the disk
 * before anything else is touched, and stays: whoever finds it ends the erasure and refuses to go
 * on. So it may be killed anywhere. The wrapped key goes first, without which no passphrase opens
 * anything, and the salt; then every byte is overwritten before the files go. A disk that moves
 * what it overwrites, as flash does, may keep encrypted pages for a while, and a wrapped key.
 */
final class Erasure {
  private static final String ORDER = "wiped";
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final long FIRST_PAGE_BYTES = 4096;

  /** Names and counts, no secrets: they just go. */
  private static final List<String> OTHERS = List.of(Attempts.FILE, Notice.FILE, Notice.LIMIT_FILE);

  /** Pages: what a store's file and one that is to take its place have beside them. */
  private static final List<String> PAGES =
      List.of(
          Database.FILE + StoreFiles.JOURNAL,
          Replacement.FILE,
          Replacement.FILE + StoreFiles.LOG,
          Replacement.FILE + StoreFiles.JOURNAL,
          Database.FILE + StoreFiles.LOG);

  private Erasure() {}

  /** Why a store was erased: the content of the order. */
  enum Cause {
    /** An administrator ordered it. */
    ADMINISTRATOR(
        "An administrator had this device wiped: its store is erased. Sign in with a new store."),
    /** The policy has it erased after so many wrong passphrases. */
    PASSPHRASES(
        "The passphrase was wrong too often: by the administrator's policy the store is erased."
            + " Sign in with a new store.");

    private final String told;

    Cause(String told) {
      this.told = told;
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static boolean isOrdered(Path directory) {
    return Files.exists(directory.resolve(ORDER));
  }

  /** Ends an erasure that was ordered, and refuses the store. */
  static void check(Path directory) {
    if (isOrdered(directory)) {
      perform(directory);
      throw erased(directory);
    }
  }

  /** What whoever wants to use an erased store is told. */
  static StoreException erased(Path directory) {
    return new StoreException(StoreException.Reason.WIPED, cause(directory).told, null);
  }

  private static Cause cause(Path directory) {
    try {
      String code =
          new String(Files.readAllBytes(directory.resolve(ORDER)), StandardCharsets.UTF_8);
      return code.equals(Cause.PASSPHRASES.code()) ? Cause.PASSPHRASES : Cause.ADMINISTRATOR;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Makes the order durable. */
  static void order(Path directory, Cause cause) {
    try {
      DurableFiles.replace(directory.resolve(ORDER), cause.code().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Does it, or what is left of it. */
  static void perform(Path directory) {
    Path store = directory.resolve(Database.FILE);
    Path key = directory.resolve(KeyFile.FILE);
    try {
      overwrite(key, Long.MAX_VALUE);
      overwrite(DurableFiles.fresh(key), Long.MAX_VALUE);
      overwrite(store, FIRST_PAGE_BYTES);
      for (String name : PAGES) {
        overwrite(directory.resolve(name), Long.MAX_VALUE);
      }
      overwrite(store, Long.MAX_VALUE);
      for (String name : PAGES) {
        Files.deleteIfExists(directory.resolve(name));
      }
      // Only page numbers; not overwritten, other processes may have it in their memory.
      Files.deleteIfExists(directory.resolve(Database.FILE + StoreFiles.INDEX));
      Files.deleteIfExists(directory.resolve(Replacement.FILE + StoreFiles.INDEX));
      for (String name : OTHERS) {
        Files.deleteIfExists(directory.resolve(name));
        Files.deleteIfExists(DurableFiles.fresh(directory.resolve(name)));
      }
      Files.deleteIfExists(store);
      Files.deleteIfExists(DurableFiles.fresh(key));
      Files.deleteIfExists(key);
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
