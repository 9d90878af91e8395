package dev.holdfast.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.wildfly.core.launcher.CliCommandBuilder;

/**
 * WildFly, unpacked from its archive and configured by the scripts that operators use on their own
 * servers. The directory is made under another name and renamed, so it is complete or absent; it
 * holds nothing that has to be kept, and is made again when the archive or a script changed.
 */
final class WildflyHome {
  private static final List<String> SCRIPTS =
      List.of("datasource.cli", "security.cli", "caches.cli", "mail.cli", "server.cli");
  private static final String DRIVER = "postgresql.jar";
  private static final String MARK = "holdfast.digest";

  private final Path directory;

  private WildflyHome(Path directory) {
    this.directory = directory;
  }

  /**
   * The configured server.
   *
   * @throws CommandException if the archive is damaged, a script fails, or the disk is full
   */
  static WildflyHome in(DataDirectory data, Installation installation, Progress progress)
      throws CommandException {
    Path zip = installation.wildflyZip();
    String name = zip.getFileName().toString().replace("wildfly-dist", "wildfly");
    Path home = data.root().resolve(name.substring(0, name.length() - ".zip".length()));
    try {
      String digest = digest(zip, installation.scripts());
      if (isComplete(home, digest)) {
        return new WildflyHome(home);
      }
      make(home, digest, data, installation, progress);
      return new WildflyHome(home);
    } catch (IOException e) {
      throw DiskFailure.of("Can't make " + home, home, e);
    }
  }

  /** Where it is made before it gets its name. */
  static Path temporary(DataDirectory data) {
    return data.root().resolve("wildfly.new");
  }

  /** The directory, absolute. */
  Path directory() {
    return directory;
  }

  private static void make(
      Path home, String digest, DataDirectory data, Installation installation, Progress progress)
      throws CommandException, IOException {
    Path temporary = temporary(data);
    Path unpacked = temporary.resolve(home.getFileName());
    PrivateFiles.deleteTree(temporary);
    try {
      progress.step(
          "Unpacking " + home.getFileName(),
          () -> ZipArchive.unpack(installation.wildflyZip(), temporary));
      progress.step(
          "Configuring WildFly",
          () -> configure(unpacked, installation.scripts(), data.log().resolve("configure.out")));
      Files.writeString(unpacked.resolve(MARK), digest);
      PrivateFiles.deleteTree(home);
      PrivateFiles.move(unpacked, home);
    } finally {
      PrivateFiles.deleteTree(temporary);
    }
  }

  private static boolean isComplete(Path home, String digest) throws IOException {
    Path mark = home.resolve(MARK);
    return Files.exists(mark) && Files.readString(mark).equals(digest);
  }

  private static void configure(Path home, Path scripts, Path log) throws CommandException {
    Path all = home.resolve("configure.cli");
    try {
      StringBuilder text =
          new StringBuilder("embed-server --server-config=standalone.xml --std-out=discard\n");
      for (String script : SCRIPTS) {
        text.append(Files.readString(scripts.resolve(script))).append('\n');
      }
      Files.writeString(all, text.append("stop-embedded-server\n"));
      List<String> command = CliCommandBuilder.asModularLauncher(home).setScriptFile(all).build();
      ProcessBuilder cli =
          new ProcessBuilder(command)
              .directory(scripts.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      cli.environment().put("JBOSS_HOME", home.toString());
      if (cli.start().waitFor() != 0) {
        throw new CommandException(
            ExitCode.FAILED, "WildFly can't be configured:\n" + Files.readString(log).strip());
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "WildFly can't be configured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
  }

  /** The archive counts by name and size (it never changes under one name), the rest by content. */
  private static String digest(Path zip, Path scripts) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((zip.getFileName() + " " + Files.size(zip)).getBytes(UTF_8));
      for (String script : SCRIPTS) {
        digest.update(Files.readAllBytes(scripts.resolve(script)));
      }
      digest.update(Files.readAllBytes(scripts.resolve(DRIVER)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
