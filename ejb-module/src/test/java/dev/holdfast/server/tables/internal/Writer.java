package dev.holdfast.server.tables.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A session that writes at random, in transactions of random length, isolation and end. */
final class Writer implements AutoCloseable {
  private static final String[] OWNERS = {"alice", "bob", "o'brien, \"x\"", ""};
  private static final String[] STATES = {"AK", "WY", "New York"};
  private final Connection connection;
  private final Random random;
  private final boolean truncates;
  private final boolean oldSnapshots;
  private boolean open;

  Writer(
      DataSource dataSource,
      Random random,
      int lockTimeoutMillis,
      boolean truncates,
      boolean oldSnapshots)
      throws SQLException {
    this.truncates = truncates;
    this.oldSnapshots = oldSnapshots;
    this.connection = dataSource.getConnection();
    this.random = random;
    try (var statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = " + lockTimeoutMillis);
    }
  }

  /** Does one random thing. Returns the error's SQLSTATE if PostgreSQL refused it. */
  @Nullable String step() throws SQLException {
    try {
      if (!open) {
        begin();
      }
      int dice = random.nextInt(100);
      if (dice < 18) {
        end();
      } else if (dice < 22) {
        run("SAVEPOINT s; " + change() + "; ROLLBACK TO SAVEPOINT s");
      } else if (dice < 26) {
        run("SAVEPOINT s; " + change() + "; RELEASE SAVEPOINT s; " + change());
      } else {
        run(change());
      }
      return null;
    } catch (SQLException e) {
      run("ROLLBACK");
      open = false;
      return e.getSQLState();
    }
  }

  void end() throws SQLException {
    if (open) {
      run(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT");
      open = false;
    }
  }

  private void begin() throws SQLException {
    String isolation =
        oldSnapshots && random.nextInt(4) == 0 ? " ISOLATION LEVEL REPEATABLE READ" : "";
    run("BEGIN" + isolation);
    open = true;
  }

  private String change() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> insertItem();
      case 3 -> "UPDATE demo.item SET owner = " + owner() + " WHERE id = " + id();
      case 4 -> "UPDATE demo.item SET site = " + site() + " WHERE id = " + id();
      case 5 -> "UPDATE demo.item SET hidden = hidden || 'x' WHERE id = " + id();
      case 6 -> "UPDATE demo.item SET id = id + 1, flag = NOT flag WHERE id = " + id();
      case 7 -> "UPDATE demo.item SET weight = -weight, amount = amount + 1 WHERE site = " + site();
      case 8 -> "DELETE FROM demo.item WHERE id = " + id();
      case 9 ->
          "INSERT INTO demo.site VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
              .formatted(site(), region(), state());
      case 10 -> "UPDATE demo.site SET state = " + state() + " WHERE id = " + site();
      case 11 -> "UPDATE demo.site SET region = " + region() + " WHERE id = " + site();
      case 12 ->
          random.nextBoolean()
              ? "DELETE FROM demo.site WHERE id = " + site()
              : "UPDATE demo.site SET id = " + site() + " WHERE id = " + site();
      case 13 ->
          "INSERT INTO demo.region VALUES (%s, 'US') ON CONFLICT (code) DO UPDATE SET country = CASE"
                  .formatted(region())
              + " region.country WHEN 'US' THEN 'CA' ELSE 'US' END";
      case 14 -> "DELETE FROM demo.region WHERE code = " + region();
      default -> rare();
    };
  }

  private String rare() {
    return switch (truncates ? random.nextInt(12) : 2 + random.nextInt(10)) {
      case 0 -> "TRUNCATE demo.item";
      case 1 -> "TRUNCATE demo.site";
      case 2 ->
          "INSERT INTO demo.item SELECT g, 'bulk', g % 5, 'bulk', g, g, true, NULL, now(), g FROM"
              + " generate_series(1, 300) g ON CONFLICT DO NOTHING";
      case 3 -> "UPDATE demo.item SET owner = " + owner() + " WHERE sub = 'bulk'";
      default -> insertItem();
    };
  }

  private String insertItem() {
    return "INSERT INTO demo.item VALUES (%s, %s, %s, %s, %s, %s, %s, '\\x00ff', now(), 1.50, 'h') ON CONFLICT (id, sub) DO UPDATE SET site = excluded.site, owner = excluded.owner"
        .formatted(
            id(),
            random.nextBoolean() ? "'a'" : "E'b\\t\"ü'",
            site(),
            owner(),
            random.nextInt(4) == 0 ? "'-0'" : Double.toString(random.nextGaussian()),
            random.nextInt(4) == 0 ? "'NaN'" : Float.toString(random.nextFloat() * 1e7f),
            random.nextInt(5) == 0 ? "NULL" : random.nextBoolean());
  }

  private String id() {
    return Integer.toString(random.nextInt(6));
  }

  private String site() {
    return random.nextInt(6) == 0 ? "NULL::int" : Integer.toString(random.nextInt(4));
  }

  private String region() {
    return random.nextInt(3) == 0 ? "'north'" : "'south'";
  }

  private String owner() {
    return random.nextInt(6) == 0 ? "NULL" : SqlText.literal(OWNERS[random.nextInt(OWNERS.length)]);
  }

  private String state() {
    return random.nextInt(6) == 0 ? "NULL" : SqlText.literal(STATES[random.nextInt(STATES.length)]);
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    end();
    connection.close();
  }
}
