package dev.holdfast.bench.places;

import dev.holdfast.bench.BareStore;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Resources;
import dev.holdfast.bench.fullsync.NewDevice;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The places of the world in the server's database, their package, and who may see which. */
final class World {
  static final BareStore.Table PLACES =
      new BareStore.Table(
          "CREATE TABLE place (id INTEGER PRIMARY KEY, country TEXT, name TEXT, admin TEXT,"
              + " feature TEXT, population INTEGER, latitude REAL, longitude REAL)",
          "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

  /** How many {@link #change} changes. */
  static final int CHANGED = 100;

  private static final String TABLE = "place";
  private static final String PASSWORD = "a password for benchmarks only";
  private static final int STEP = 7_919;

  private final BenchServer server;

  private World(BenchServer server) {
    this.server = server;
  }

  /** Makes table and package. */
  static World prepare(BenchServer server) throws SQLException, IOException, InterruptedException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        InputStream rows = new GZIPInputStream(Resources.stream(World.class, "places.csv.gz"))) {
      statement.execute(Resources.text(World.class, "place.sql"));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY geo.place (country, name, admin, feature, population, latitude, longitude)"
                  + " FROM STDIN (FORMAT csv, HEADER, FORCE_NOT_NULL (admin, feature))",
              rows);
      statement.execute("ANALYZE geo.place");
    }
    server.admin(
        "package",
        "deploy",
        server.file("geo.yaml", Resources.text(World.class, "package.yaml")).toString());
    return new World(server);
  }

  /** All countries, those with most places first. */
  List<String> countries() throws SQLException {
    List<String> countries = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT country FROM geo.place GROUP BY country ORDER BY count(*) DESC, country")) {
      while (found.next()) {
        countries.add(found.getString(1));
      }
    }
    return countries;
  }

  /** A new user who may see the places of these countries. */
  NewDevice.User traveller(String name, List<String> countries)
      throws SQLException, IOException, InterruptedException {
    server.admin(
        "user",
        "add",
        name,
        "--password-file",
        server.file(name + ".password", PASSWORD).toString(),
        "--roles",
        "traveller",
        "--set",
        "countries=" + String.join(",", countries));
    return new NewDevice.User(name, PASSWORD, TABLE, rows(countries).size());
  }

  /** Their places as a device stores them, in the order of their keys. */
  List<@Nullable Object[]> rows(List<String> countries) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (Connection connection = server.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, country, name, admin, feature, population, latitude, longitude"
                    + " FROM geo.place WHERE country = ANY (?) ORDER BY id")) {
      select.setArray(1, connection.createArrayOf("text", countries.toArray()));
      try (ResultSet found = select.executeQuery()) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          @Nullable Object[] row = new @Nullable Object[columns];
          for (int i = 0; i < columns; i++) {
            row[i] = found.getObject(i + 1);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** Changes every row, so that no segment is of use any more, and cleans up after that. */
  void renew() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE geo.place SET population = population + 1");
      statement.execute("VACUUM ANALYZE");
    }
  }

  /**
   * Moves {@value #CHANGED} places of a country, others each time, by a hair.
   *
   * @param turn a number that is another one each time
   */
  void change(String country, int turn) throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE geo.place SET latitude = latitude + 0.00001 WHERE id IN (SELECT id FROM"
                    + " geo.place WHERE country = ? ORDER BY id % ?, id LIMIT "
                    + CHANGED
                    + ")")) {
      update.setString(1, country);
      update.setInt(2, STEP + turn);
      if (update.executeUpdate() != CHANGED) {
        throw new IllegalStateException("fewer rows changed than wanted");
      }
    }
  }
}
