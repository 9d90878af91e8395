package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not grow, read whenever it is quiet. Of each the median of the last third may not be
 * much more than that of the first third, without the very first. For one thread.
 */
final class Gauges {
  private static final Pattern USED = Pattern.compile("(?:used |total .*?used )(\\d+)K");
  private static final long KIBIBYTES = 1024;
  private static final double MOST_GROWTH = 1.25;
  private static final int FEWEST = 6;

  /** What is noise, by the beginning of a gauge's name. */
  private static final Map<String, Long> SLACK =
      Map.of(
          "heap",
          24L,
          "handles",
          40L,
          "threads",
          25L,
          "connections",
          10L,
          "files",
          12L,
          "log",
          400L);

  private final BenchServer server;
  private final Map<String, List<Long>> series = new TreeMap<>();

  Gauges(BenchServer server) {
    this.server = server;
  }

  void add(String name, long value) {
    series.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  /** All that was read. */
  Map<String, List<Long>> series() {
    return series;
  }

  /** Reads those of the server. */
  void readServer() throws IOException, InterruptedException, SQLException {
    long node = server.nodes().get(0);
    jcmd(node, "GC.run");
    long heap = 0;
    Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
    if (used.find()) {
      heap = Long.parseLong(used.group(1)) / KIBIBYTES;
    }
    add("heap of the server, MiB", heap);
    add("handles of the server", count(Path.of("/proc", Long.toString(node), "fd")));
    add("threads of the server", count(Path.of("/proc", Long.toString(node), "task")));
    add("files of the server, temporary", temporary());
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FILTER (WHERE application_name = 'PostgreSQL JDBC Driver'),"
                    + " count(*) FILTER (WHERE state LIKE 'idle in transaction%' AND"
                    + " state_change < now() - interval '10 s') FROM pg_stat_activity")) {
      found.next();
      add("connections to the database", found.getLong(1));
      add("connections idle in a transaction", found.getLong(2));
    }
  }

  private long temporary() throws IOException {
    Path temporary = server.data().resolve("server").resolve("tmp");
    if (!Files.isDirectory(temporary)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private static String jcmd(long process, String what) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process),
                what)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + what + ": " + output);
    }
    return output;
  }

  /** Judges all of them; of few readings nothing can be said. */
  void judge(Ledger ledger) {
    series.forEach(
        (name, all) -> {
          List<Long> values = all.subList(Math.min(1, all.size()), all.size());
          String law = "no growth: " + name;
          if (values.size() < FEWEST) {
            return;
          }
          ledger.checked(law);
          int third = values.size() / 3;
          long first = median(values.subList(0, third));
          long last = median(values.subList(values.size() - third, values.size()));
          long slack = SLACK.getOrDefault(name.split(" ", 2)[0], 0L);
          if (last > first * MOST_GROWTH + slack) {
            ledger.breach(law, "from %d to %d: %s".formatted(first, last, values));
          }
        });
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
