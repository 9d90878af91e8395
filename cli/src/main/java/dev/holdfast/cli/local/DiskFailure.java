package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** What a person is told when a file can't be written: what, where, and what to do. */
final class DiskFailure {
  /** Less than this and the disk counts as full: a writer can't use the last blocks. */
  private static final long FULL_BYTES = 1_000_000;

  /** How systems say that a disk is full. */
  static final String FULL = "No space left on device";

  private DiskFailure() {}

  /**
   * Ends the command because of a disk.
   *
   * @param what what could not be done, without a full stop
   * @param where a path on the disk, perhaps of a file that isn't there
   * @param cause the system's word
   */
  static CommandException of(String what, Path where, IOException cause) {
    return new CommandException(
        ExitCode.FAILED, "%s: %s".formatted(what, reason(where, cause)), cause);
  }

  private static String reason(Path where, IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "no right to access %s. Change its owner or rights, or choose another place: holdfast up --data DIR"
          .formatted(denied.getFile());
    }
    if (cause instanceof FileAlreadyExistsException file) {
      return "%s is no directory. Choose another place: holdfast up --data DIR"
          .formatted(file.getFile());
    }
    long free = existing(where).map(File::getUsableSpace).orElse(Long.MAX_VALUE);
    if (free < FULL_BYTES || said(cause).contains(FULL)) {
      return "the disk is full. Free some space and call holdfast up again, or choose another place: holdfast up --data DIR";
    }
    return said(cause);
  }

  private static String said(IOException cause) {
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return "%s (%s). If that can't be mended, choose another place: holdfast up --data DIR"
          .formatted(system.getReason(), system.getFile());
    }
    return String.valueOf(cause.getMessage());
  }

  private static Optional<File> existing(Path path) {
    Path place = path.toAbsolutePath();
    while (place != null && !place.toFile().exists()) {
      place = place.getParent();
    }
    return Optional.ofNullable(place).map(Path::toFile);
  }
}
