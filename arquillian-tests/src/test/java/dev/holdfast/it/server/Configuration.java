package dev.holdfast.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Configures WildFly by the very scripts that an operator runs. Done again only when a script has
 * changed.
 */
final class Configuration {
  private Configuration() {}

  static void apply(Path home, Path scripts) throws IOException {
    Path marker = home.resolveSibling("configured-by");
    String wanted = contents(scripts);
    if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
      return;
    }
    Path current = home.resolve("standalone/configuration/standalone.xml");
    Path pristine = home.resolveSibling("standalone.xml");
    if (!Files.exists(pristine)) {
      Files.copy(current, pristine);
    }
    Files.copy(pristine, current, StandardCopyOption.REPLACE_EXISTING);
    run(home, scripts);
    Files.writeString(marker, wanted);
  }

  private static void run(Path home, Path scripts) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("embed-server --server-config=standalone.xml --std-out=echo");
    for (Path script : scripts(scripts)) {
      lines.addAll(Files.readAllLines(script));
    }
    lines.add("stop-embedded-server");
    Path all = home.resolveSibling("all.cli");
    Files.write(all, lines);
    Path log = home.resolveSibling("configure.log");
    Process cli =
        new ProcessBuilder(home.resolve("bin/jboss-cli.sh").toString(), "--file=" + all)
            .directory(scripts.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (cli.waitFor() != 0) {
        throw new IOException("jboss-cli failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      cli.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while WildFly was configured", e);
    }
  }

  private static List<Path> scripts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".cli")).sorted().toList();
    }
  }

  private static String contents(Path directory) throws IOException {
    StringBuilder contents = new StringBuilder();
    for (Path script : scripts(directory)) {
      contents.append(Files.readString(script));
    }
    return contents.toString();
  }
}
