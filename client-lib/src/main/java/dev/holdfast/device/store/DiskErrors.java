package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a disk refuses, as the library says it. */
public final class DiskErrors {
  /** Words of the operating system's, for what the disk itself does not show: a person's share. */
  private static final List<String> NO_SPACE =
      List.of("No space left", "not enough space", "quota exceeded");

  /** Who has less than this can write nothing of what lies beside a store. */
  private static final long LITTLE_BYTES = 64 * 1024;

  private DiskErrors() {}

  /**
   * What the library throws if a file can't be written. Java has no type for a disk that is full,
   * and the system says it in its user's language: so the disk is asked how much is left.
   *
   * @param what for people, without a full stop
   * @param directory where it was to be written
   */
  public static StoreException failed(String what, Path directory, IOException e) {
    String said = String.valueOf(e.getMessage());
    return isFull(directory) || NO_SPACE.stream().anyMatch(said::contains)
        ? new StoreException(
            Reason.FULL, "%s: %s. Make room and try again.".formatted(what, said), e)
        : new StoreException(
            Reason.FAILED,
            "%s: %s. Try again; if that does not help, the disk needs care.".formatted(what, said),
            e);
  }

  /** Whether next to nothing is left on a disk. */
  static boolean isFull(Path directory) {
    // One that can't be asked says 0 of both.
    return directory.toFile().getTotalSpace() > 0
        && directory.toFile().getUsableSpace() < LITTLE_BYTES;
  }
}
