package dev.holdfast.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server of the benchmark's own, brought up and ended by the {@code holdfast} command as anybody
 * would, in a temporary directory. Not thread-safe.
 */
public final class BenchServer implements AutoCloseable {
  private final Path home;
  private final Path directory;
  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode status;

  private BenchServer(Path home, Path directory) throws IOException, InterruptedException {
    this.home = home;
    this.directory = directory;
    command("up", "--detach", "--no-demo", "--data", data().toString(), "--port", freePort());
    this.status = json.readTree(command("status", "--json", "--data", data().toString()));
  }

  /**
   * Brings one up.
   *
   * @throws IOException if the command fails; its message says why
   */
  public static BenchServer start() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("holdfast.home", ".")).toAbsolutePath().normalize();
    return new BenchServer(home, Files.createTempDirectory("holdfast-bench"));
  }

  /** Where it answers, without a trailing slash. */
  public String url() {
    return status.path("url").asText();
  }

  /** An empty directory for a device's store. */
  public Path newStore() throws IOException {
    return Files.createTempDirectory(directory, "device");
  }

  /** A connection to its database, by the login that may create schemas. */
  public Connection connect() throws SQLException {
    JsonNode database = status.path("database");
    Properties login = new Properties();
    login.setProperty("user", database.path("user").asText());
    login.setProperty("password", database.path("password").asText());
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                database.path("host").asText(),
                database.path("port").asInt(),
                database.path("name").asText()),
        login);
  }

  /** Process ids of its nodes. */
  public List<Long> nodes() {
    List<Long> pids = new ArrayList<>();
    status.path("nodes").forEach(node -> pids.add(node.path("pid").asLong()));
    return pids;
  }

  /** Runs {@code holdfast admin} as its administrator. */
  public String admin(String... arguments) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "admin",
                "--server",
                url(),
                "--user",
                "admin",
                "--password-file",
                data().resolve("secrets").resolve("admin.password").toString()));
    all.addAll(List.of(arguments));
    return command(all.toArray(String[]::new));
  }

  /** Password of its user {@code admin}. */
  public String adminPassword() throws IOException {
    return Files.readString(data().resolve("secrets").resolve("admin.password")).strip();
  }

  /** Writes a file beside its data. */
  public Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    command("down", "--data", data().toString());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path data() {
    return directory.resolve("server");
  }

  private String command(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(home.resolve("holdfast").toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // A thousand devices sign in: the password's cost is not what is measured.
    builder.environment().putIfAbsent("HOLDFAST_JAVA_OPTS", "-Dholdfast.identity.password-cost=10");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("holdfast " + arguments[0] + " ended with " + code);
    }
    return output;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
