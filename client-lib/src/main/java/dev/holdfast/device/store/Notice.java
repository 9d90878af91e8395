package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a store without opening it, in two files beside it: no secret, so that who is
 * about to have it erased by wrong passphrases, or to remove it, can be warned. How many actions
 * are not sent changes with each of them and may be lost in a power cut; that there are any, and
 * after how many wrong passphrases the store is erased, may not.
 *
 * @param unsent actions that were not sent when this was written, null if that is not known
 * @param wipeAfter wrong passphrases after which the store is erased, null never
 */
public record Notice(@Nullable Integer unsent, @Nullable Integer wipeAfter) {
  static final String FILE = "holdfast.notice";

  /** Not there if wrong passphrases never erase the store. */
  static final String LIMIT_FILE = "holdfast.limit";

  private static final Logger LOG = LoggerFactory.getLogger(Notice.class);

  /** What {@link #FILE} holds. */
  private record Queue(@Nullable Integer unsent) {}

  /** What {@link #LIMIT_FILE} holds. */
  private record Limit(@Nullable Integer wipeAfter) {}

  /** That of a store; what can't be read says nothing. */
  public static Notice of(Path directory) {
    return new Notice(
        read(directory.resolve(FILE), Queue.class).map(Queue::unsent).orElse(null),
        read(directory.resolve(LIMIT_FILE), Limit.class).map(Limit::wipeAfter).orElse(null));
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(WireJson.mapper().readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      LOG.warn("{} can't be read; it is written anew when the store is opened.", file, e);
      return Optional.empty();
    }
  }

  /**
   * Puts it up, if it says something new. To be done in a transaction that writes to the store,
   * before its end: then nobody else does, and there are never more actions than it says.
   *
   * @throws StoreException if it can't be written
   */
  public void post(Path directory) {
    Notice posted = of(directory);
    try {
      if (!Objects.equals(wipeAfter, posted.wipeAfter)) {
        postLimit(directory.resolve(LIMIT_FILE));
      }
      if (!Objects.equals(unsent, posted.unsent)) {
        postQueue(directory.resolve(FILE), posted);
      }
    } catch (IOException e) {
      throw DiskErrors.failed("The store's notice can't be written", directory, e);
    }
  }

  /** Where it says that nothing would be lost, it is believed by who removes the store. */
  private void postQueue(Path file, Notice posted) throws IOException {
    byte[] content = bytes(new Queue(unsent));
    if (posted.saysNoneIsUnsent()) {
      DurableFiles.replace(file, content);
    } else {
      DurableFiles.replaceLater(file, content);
    }
  }

  private boolean saysNoneIsUnsent() {
    return unsent != null && unsent == 0;
  }

  private void postLimit(Path file) throws IOException {
    if (wipeAfter == null) {
      DurableFiles.remove(file);
    } else {
      DurableFiles.replace(file, bytes(new Limit(wipeAfter)));
    }
  }

  private static byte[] bytes(Object value) {
    return Settings.text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Takes down what another store has left in the directory of a new one. */
  static void takeDown(Path directory) {
    try {
      DurableFiles.remove(directory.resolve(FILE));
      DurableFiles.remove(directory.resolve(LIMIT_FILE));
    } catch (IOException e) {
      throw DiskErrors.failed("The notice of an earlier store can't be removed", directory, e);
    }
  }

  /** Whether this is what is there. */
  public boolean isPosted(Path directory) {
    return equals(of(directory));
  }

  /** What would be lost, as the end of a sentence. */
  String lost() {
    if (unsent == null) {
      return "; whether actions were not sent is not known";
    }
    return unsent == 0 ? "" : ", with %d actions that were not sent".formatted(unsent);
  }
}
