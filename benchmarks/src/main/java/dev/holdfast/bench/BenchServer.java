package dev.holdfast.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  private final String port;

  /** Written by who restarts it, read by all. */
  private volatile JsonNode status = MissingNode.getInstance();

  private boolean built;
  private boolean kept;

  private BenchServer(Path home, Path directory) throws IOException {
    this.home = home;
    this.directory = directory;
    this.port = freePort();
  }

  /**
   * Brings one up.
   *
   * @throws IOException if the command fails; its message says why
   */
  public static BenchServer start() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("holdfast.home", ".")).toAbsolutePath().normalize();
    BenchServer server = new BenchServer(home, Files.createTempDirectory("holdfast-bench"));
    server.up();
    return server;
  }

  /** Starts it, at the same port as before, whatever became of it; it answers when this returns. */
  public void up() throws IOException, InterruptedException {
    command("up", "--detach", "--no-demo", "--data", data().toString(), "--port", port);
    built = true;
    status = json.readTree(command("status", "--json", "--data", data().toString()));
  }

  /** Stops it; all data stays. */
  public void down() throws IOException, InterruptedException {
    command("down", "--data", data().toString());
  }

  /** What it leaves behind is to be looked at. */
  public void keep() {
    kept = true;
  }

  /** Where it keeps everything. */
  public Path data() {
    return directory.resolve("server");
  }

  /** The main process of its database. */
  public ProcessHandle database() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT pg_backend_pid()")) {
      found.next();
      return ProcessHandle.of(found.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
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
    down();
    if (kept) {
      System.err.println("Kept for a look: " + directory);
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
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
    if (built) {
      // A long run is of one build, whatever becomes of the sources meanwhile.
      builder.environment().put("HOLDFAST_SKIP_BUILD", "1");
    }
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
