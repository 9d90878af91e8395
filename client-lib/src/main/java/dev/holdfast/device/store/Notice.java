package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a store without opening it, in {@code holdfast.notice}: no secret, so that who
 * is about to have it erased by wrong passphrases can be warned.
 *
 * @param unsent actions that were not sent when this was written, null if that is not known
 * @param wipeAfter wrong passphrases after which the store is erased, null never
 */
public record Notice(@Nullable Integer unsent, @Nullable Integer wipeAfter) {
  static final String FILE = "holdfast.notice";

  private static final Logger LOG = LoggerFactory.getLogger(Notice.class);
  private static final Notice NONE = new Notice(null, null);

  /** That of a store; one that can't be read says nothing. */
  static Notice of(Path directory) {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return NONE;
    }
    try {
      return WireJson.mapper().readValue(Files.readAllBytes(file), Notice.class);
    } catch (IOException e) {
      LOG.warn("The notice of the store can't be read; it is written anew when it is opened.", e);
      return NONE;
    }
  }

  /**
   * Puts it up, if it says something new. To be done in a transaction that writes to the store,
   * before its end: then nobody else does, and there are never more actions than it says.
   *
   * @throws StoreException if it can't be written
   */
  public void post(Path directory) {
    if (isPosted(directory)) {
      return;
    }
    try {
      DurableFiles.replaceLater(
          directory.resolve(FILE), Settings.text(this).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be written: " + e.getMessage(), e);
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
