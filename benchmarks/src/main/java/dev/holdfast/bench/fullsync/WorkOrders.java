package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BenchServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data: a table of work orders in 20 regions, its package, and a user who may have all of them.
 */
public final class WorkOrders {
  public static final int ROWS = 100_000;
  public static final String USER = "worker";
  public static final String PASSWORD = "a password for benchmarks only";
  private static final int REGIONS = 20;

  private WorkOrders() {}

  /** Makes table, package and user. */
  public static void prepare(BenchServer server)
      throws SQLException, IOException, InterruptedException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("work_order.sql"));
      statement.execute("ANALYZE bench.work_order");
    }
    Path logic = server.file("package.yaml", resource("package.yaml"));
    server.admin("package", "deploy", logic.toString());
    Path password = server.file("worker.password", PASSWORD);
    String regions =
        IntStream.range(0, REGIONS)
            .mapToObj("region-%02d"::formatted)
            .collect(Collectors.joining(","));
    server.admin(
        "user",
        "add",
        USER,
        "--password-file",
        password.toString(),
        "--roles",
        "worker",
        "--set",
        "regions=" + regions);
  }

  /** All rows as a device stores them: texts and one integer. */
  public static List<@Nullable Object[]> rows(BenchServer server) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(ROWS);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM bench.work_order")) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 0; i < columns - 1; i++) {
          row[i] = found.getString(i + 1);
        }
        row[columns - 1] = found.getLong(columns);
        rows.add(row);
      }
    }
    return rows;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = WorkOrders.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
