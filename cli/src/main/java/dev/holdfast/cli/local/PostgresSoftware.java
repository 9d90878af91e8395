package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked from the archive that the build brought. A
 * directory of this name is complete: it is filled under another name and renamed.
 */
final class PostgresSoftware {
  private final byte[] archive;
  private final Path directory;
  private final PostgresUser user = PostgresUser.detect();

  private PostgresSoftware(byte[] archive, Path directory) {
    this.archive = archive;
    this.directory = directory;
  }

  /**
   * The programs, perhaps not unpacked yet.
   *
   * @throws CommandException if there are none for this machine
   */
  static PostgresSoftware of(DataDirectory data) throws CommandException {
    byte[] archive = archive();
    return new PostgresSoftware(archive, data.postgres().resolve("software-" + digest(archive)));
  }

  /**
   * Unpacks the programs unless they are there. The caller holds the {@link DataLock}.
   *
   * @throws CommandException if the disk is full
   */
  void ensure(Progress progress) throws CommandException {
    if (!Files.isDirectory(directory)) {
      progress.step("Unpacking PostgreSQL", () -> unpack(archive, directory));
    }
  }

  /** The command line of one of its programs, run as somebody who may run it. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /** The major version, as data directories name it. */
  String version() throws IOException {
    Path catalog = directory.resolve("share/postgresql/postgres.bki");
    try (Stream<String> lines = Files.lines(catalog)) {
      return lines.findFirst().orElse("").replace("# PostgreSQL", "").strip();
    }
  }

  /** Who the programs run as. */
  PostgresUser user() {
    return user;
  }

  private static byte[] archive() throws CommandException {
    String system = System.getProperty("os.name", "").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch", "").replace("amd64", "x86_64");
    try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return packed.readAllBytes();
    } catch (IOException | IllegalStateException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "There is no PostgreSQL for %s on %s in the build. Use a server of your own: docs/operate.md"
              .formatted(system, machine),
          e);
    }
  }

  private static void unpack(byte[] archive, Path directory) throws CommandException {
    Path temporary = directory.resolveSibling(directory.getFileName() + ".new");
    try {
      PrivateFiles.deleteTree(temporary);
      Files.createDirectories(temporary);
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(tar, entry, temporary);
        }
      }
      PrivateFiles.move(temporary, directory);
    } catch (IOException e) {
      PrivateFiles.discard(temporary, e);
      throw DiskFailure.of("Can't unpack PostgreSQL to " + directory, directory, e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if (entry.getName().toLowerCase(Locale.ROOT).matches("(\\./)?bin/.*")) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static String digest(byte[] archive) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
