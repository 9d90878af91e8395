package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        "An administrator had this device wiped: its store is erased%s. Sign in with a new store."),
    /** The policy has it erased after so many wrong passphrases. */
    PASSPHRASES(
        "The passphrase was wrong too often: by the administrator's policy the store is erased%s."
            + " Sign in with a new store."),
    /** Whoever uses the application had it removed. */
    REMOVED("This store was removed from the device%s. Remove it again to end that.");

    private final String told;

    Cause(String told) {
      this.told = told;
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Cause of(String code) {
      return Arrays.stream(values())
          .filter(cause -> cause.code().equals(code))
          .findAny()
          .orElse(ADMINISTRATOR);
    }
  }

  /** What the file with the order holds. */
  private record Order(String cause, Farewell farewell) {
    String told() {
      return Cause.of(cause).told.formatted(farewell.lost());
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
    return new StoreException(StoreException.Reason.WIPED, read(directory).told(), null);
  }

  /** What is left to be said of an erased store, empty if it was not erased. */
  static Optional<Farewell> farewell(Path directory) {
    return isOrdered(directory) ? Optional.of(read(directory).farewell) : Optional.empty();
  }

  private static Order read(Path directory) {
    try {
      String text =
          new String(Files.readAllBytes(directory.resolve(ORDER)), StandardCharsets.UTF_8);
      return text.startsWith("{")
          ? WireJson.mapper().readValue(text, Order.class)
          // Of a library of before there was more to be said.
          : new Order(text, Farewell.NONE);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** Makes the order durable. */
  static void order(Path directory, Cause cause, Farewell farewell) {
    try {
      DurableFiles.replace(
          directory.resolve(ORDER),
          Settings.text(new Order(cause.code(), farewell)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /**
   * Its server knows; the order stays, and what was said of it. Unless the store was removed
   * meanwhile, and there may be a new one, or another process has said so already.
   */
  static void acknowledged(Path directory, Farewell told) {
    if (!isOrdered(directory)) {
      return;
    }
    try (Undertaking undertaking = Undertaking.unseen(Clock.systemUTC());
        OpeningLock lock = OpeningLock.acquire(directory, undertaking)) {
      if (isOrdered(directory)) {
        Order order = read(directory);
        if (order.farewell.equals(told)) {
          order(directory, Cause.of(order.cause), told.told());
        }
      }
    }
  }

  /** Removes the last that is left of an erased store: the order. */
  static void forget(Path directory) {
    try {
      DurableFiles.remove(directory.resolve(ORDER));
    } catch (IOException e) {
      throw failed(directory, e);
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
      // Not overwritten: their keys were in the store.
      for (Path content : StoreFiles.contents(directory)) {
        Files.deleteIfExists(content);
      }
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
      throw failed(directory, e);
    }
  }

  /** Not by a channel, which an interruption would close in the middle. */
  private static void overwrite(Path file, long most) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      long end = Math.min(opened.length(), most);
      byte[] zeros = new byte[BLOCK_BYTES];
      for (long position = 0; position < end; position += BLOCK_BYTES) {
        opened.write(zeros, 0, (int) Math.min(BLOCK_BYTES, end - position));
      }
      opened.getFD().sync();
    }
  }

  private static StoreException failed(Path directory, IOException e) {
    return DiskErrors.failed(
        "The store could not be wiped completely, and its next use goes on with it", directory, e);
  }
}
