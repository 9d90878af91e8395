package dev.holdfast.it.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.it.story.Command.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server of one's own by the real command, with the demo, in a directory of its own. */
final class Site {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private static final List<String> LARGE =
      List.of("wildfly-*", "supervisor", "postgresql", "backup");

  private final Path directory;
  private final Command holdfast;
  private final String port;
  private String server = "";
  private JsonNode database = MissingNode.getInstance();

  Site() {
    try {
      Path root = Path.of("..").toRealPath();
      directory = Files.createTempDirectory(Path.of("target").toRealPath(), "story");
      holdfast = new Command(root, directory);
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = String.valueOf(socket.getLocalPort());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A device without a store yet. */
  Tablet tablet(String user, String name) {
    return new Tablet(holdfast, directory, user, name);
  }

  /** A device of the library in this process, signed in. */
  Holdfast device(String user, String name) {
    return device(user, name, Holdfast.at(directory.resolve(name)));
  }

  /** The same that reaches the server its own way. */
  Holdfast device(String user, String name, Transport transport) {
    return device(user, name, Holdfast.at(directory.resolve(name)).transport(transport));
  }

  private Holdfast device(String user, String name, HoldfastBuilder builder) {
    Holdfast device = builder.openWithKey(KEY.getBytes(StandardCharsets.US_ASCII));
    try {
      Path password = holdfast.data().resolve("secrets").resolve(user + ".password");
      device.signIn(server, user, Files.readString(password).strip(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return device;
  }

  Command command() {
    return holdfast;
  }

  /** Where devices find it. */
  String url() {
    return server;
  }

  /** Starts it; says how long that took. */
  Duration up(String... more) {
    Instant begin = Instant.now();
    List<String> arguments = new ArrayList<>(List.of("--detach", "--port", port));
    arguments.addAll(List.of(more));
    holdfast.server("up", arguments.toArray(String[]::new)).exits(0);
    JsonNode status = status();
    server = status.path("url").asText();
    database = status.path("database");
    return Duration.between(begin, Instant.now());
  }

  JsonNode status() {
    return holdfast.server("status").exits(0).json();
  }

  void down() {
    holdfast.server("down").exits(0);
  }

  /**
   * Stops it if it runs, and deletes what takes hundreds of megabytes; logs and the devices' stores
   * stay, for a look at what went wrong.
   */
  void end() {
    if (holdfast.server("down").exit() != 0) {
      return;
    }
    for (Path root : List.of(holdfast.data(), directory)) {
      for (String large : LARGE) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, large)) {
          found.forEach(Site::delete);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Runs an administrator's command. */
  Run admin(String... arguments) {
    Path password = holdfast.data().resolve("secrets/admin.password");
    return holdfast.run(
        List.of(
            "admin", "--server", server, "--user", "admin", "--password-file", password.toString()),
        arguments);
  }

  /** Copies the database's files; the server has to be down. */
  Path backup() {
    Path copy = directory.resolve("backup");
    copy(cluster(), copy);
    return copy;
  }

  /** Puts the database's files back as they were; the server has to be down. */
  void restore(Path backup) {
    delete(cluster());
    copy(backup, cluster());
  }

  private Path cluster() {
    return holdfast.data().resolve("postgresql/data");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  void change(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** A connection past the server, as psql would have one; the caller closes it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                database.path("host").asText(),
                database.path("port").asInt(),
                database.path("name").asText()),
        database.path("user").asText(),
        database.path("password").asText());
  }

  static void tell(String what) {
    System.out.println("story: " + what);
  }
}
