package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** One WildFly server on the loopback interface. Its base directory is outlived by nothing else. */
final class Wildfly {
  private final WildflyHome home;
  private final Node node;

  Wildfly(WildflyHome home, Node node) {
    this.home = home;
    this.node = node;
  }

  /**
   * Starts the server; it isn't ready yet.
   *
   * @param state the ports
   * @throws CommandException if the process can't be started
   */
  Process start(ServerState state) throws CommandException {
    try {
      Files.createDirectories(node.server());
      Files.createDirectories(node.log());
      Path properties = node.server().resolve("holdfast.properties");
      PrivateFiles.write(properties, properties(state));
      StandaloneCommandBuilder command =
          StandaloneCommandBuilder.of(home.directory())
              .setJavaOptions("-Xms128m", "-Xmx768m", "-XX:MaxMetaspaceSize=512m")
              .addJavaOptions(moreOptions())
              .setBaseDirectory(node.server());
      command.setConfigurationDirectory(home.directory().resolve("standalone/configuration"));
      command.setLogDirectory(node.log());
      command.setPropertiesFile(properties);
      return Detached.builder(command.build())
          .redirectErrorStream(true)
          .redirectOutput(out().toFile())
          .start();
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "Can't start WildFly: " + e.getMessage(), e);
    }
  }

  /** What the process prints besides its log. */
  private Path out() {
    return node.log().resolve("wildfly.out");
  }

  private String properties(ServerState state) throws CommandException {
    Secrets secrets = node.data().secrets();
    secrets.password("admin");
    return Stream.of(
            "jboss.node.name=" + node.name(),
            "jboss.tx.node.id=" + node.name(),
            "jboss.http.port=" + state.of(node).httpPort(),
            "jboss.https.port=" + Ports.freePort(0),
            "jboss.management.http.port=" + state.of(node).managementPort(),
            "holdfast.db.url=jdbc:postgresql://127.0.0.1:" + state.databasePort() + "/holdfast",
            "holdfast.db.user=" + PostgresAdmin.HOLDFAST,
            "holdfast.db.password=" + secrets.password(PostgresAdmin.HOLDFAST),
            "holdfast.bootstrap.admin-password-file=" + escaped(secrets.file("admin")),
            "holdfast.log.console=ERROR")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** A backslash begins an escape in a properties file. */
  private static String escaped(Path file) {
    return file.toString().replace("\\", "\\\\");
  }

  private static List<String> moreOptions() {
    return Arrays.stream(System.getenv().getOrDefault("HOLDFAST_JAVA_OPTS", "").split("\\s+"))
        .filter(option -> !option.isEmpty())
        .toList();
  }
}
