package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive as a server is published. */
final class ZipArchive {
  private ZipArchive() {}

  /**
   * Unpacks it into a new directory.
   *
   * @throws CommandException if the archive is damaged or the disk is full
   */
  static void unpack(Path zip, Path into) throws CommandException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = archive.entries();
          entries.hasMoreElements(); ) {
        unpack(archive, entries.nextElement(), into);
      }
    } catch (ZipException e) {
      throw damaged(zip, e);
    } catch (IOException e) {
      throw DiskFailure.of("Can't unpack %s to %s".formatted(zip, into), into, e);
    }
  }

  /** The build's copy is removed, so that the next call makes it again. */
  private static CommandException damaged(Path zip, ZipException cause) {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new CommandException(
        ExitCode.FAILED,
        "%s was damaged (%s) and has been removed. Call holdfast up again; if it stays so, remove org/wildfly/wildfly-dist from Maven's local repository."
            .formatted(zip, cause.getMessage()),
        cause);
  }

  private static void unpack(ZipFile archive, ZipEntry entry, Path into) throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new ZipException("an entry points outside of it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (var content = archive.getInputStream(entry)) {
      Files.copy(content, target);
    }
    if (entry.getName().endsWith(".sh")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
