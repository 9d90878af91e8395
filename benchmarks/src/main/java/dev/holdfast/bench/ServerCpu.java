package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server's processes have used of the processors, WildFly's and PostgreSQL's, as Linux
 * counts it: in steps of 10 ms.
 */
public final class ServerCpu implements AutoCloseable {
  private static final Path PROCESSES = Path.of("/proc");
  private static final double MILLIS_PER_TICK = 10;

  /** Fields of {@code /proc/PID/stat} after the name. */
  private static final int PARENT = 1;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private final List<Long> nodes;
  private final Connection connection;
  private final long postmaster;

  /** Finds the processes. */
  public ServerCpu(BenchServer server) throws SQLException, IOException {
    this.nodes = server.nodes();
    this.connection = server.connect();
    this.postmaster = field(stat(backend()).orElseThrow(), PARENT);
  }

  /** Milliseconds used until now. */
  public double millis() throws IOException {
    long ticks = 0;
    for (long node : nodes) {
      String[] stat = stat(node).orElseThrow();
      ticks += field(stat, USER) + field(stat, SYSTEM);
    }
    String[] main = stat(postmaster).orElseThrow();
    // Of backends that have ended the postmaster knows.
    ticks += field(main, CHILDREN_USER) + field(main, CHILDREN_SYSTEM);
    for (long process : processes()) {
      Optional<String[]> stat = stat(process);
      if (stat.isPresent() && (process == postmaster || field(stat.get(), PARENT) == postmaster)) {
        ticks += field(stat.get(), USER) + field(stat.get(), SYSTEM);
      }
    }
    return ticks * MILLIS_PER_TICK;
  }

  private long backend() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT pg_backend_pid()")) {
      found.next();
      return found.getLong(1);
    }
  }

  private static List<Long> processes() throws IOException {
    try (Stream<Path> files = Files.list(PROCESSES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .toList();
    }
  }

  private static Optional<String[]> stat(long process) throws IOException {
    try {
      String line = Files.readString(PROCESSES.resolve(Long.toString(process)).resolve("stat"));
      return Optional.of(
          line.substring(line.lastIndexOf(')') + 2).strip().toLowerCase(Locale.ROOT).split(" "));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static long field(String[] stat, int index) {
    return Long.parseLong(stat[index]);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
