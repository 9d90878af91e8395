package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What other applications write. */
final class Writing {
  /** So many rows make a bucket travel in segments. */
  static final int MANY = 520;

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "tab\tline\nfeed",
          "\"quoted\" \\ back",
          "é ß 漢字 😀",
          "\u0001\u001f\u007f",
          "null");
  private static final int IDS = 12;
  private static final int SITES = 6;

  private final String schema;
  private final Connection connection;
  private final Random random;
  private final Tale tale;

  Writing(String schema, Connection connection, Random random, Tale tale) {
    this.schema = schema;
    this.connection = connection;
    this.random = random;
    this.tale = tale;
  }

  /** What every schedule begins with. */
  void begin() throws SQLException {
    for (String table : List.of("site", "asset", "debit", "credit")) {
      run("TRUNCATE SPOT." + table);
    }
    for (int i = 0; i < SITES; i++) {
      site("s" + i, FieldPackage.REGIONS.get(i % FieldPackage.REGIONS.size()));
    }
    for (int i = 0; i < IDS; i++) {
      asset(i, "s" + i % SITES);
      ledgers(i, region());
    }
    fill("s0");
    connection.commit();
  }

  void any() throws SQLException {
    switch (random.nextInt(14)) {
      case 0, 1 -> site(site(), random.nextInt(6) == 0 ? null : region());
      case 2 -> run("DELETE FROM SPOT.site WHERE id = ?", site());
      case 3, 4, 5 -> asset(random.nextInt(IDS), random.nextInt(8) == 0 ? null : site());
      case 6 -> run("DELETE FROM SPOT.asset WHERE a = ?", random.nextInt(IDS));
      case 7 ->
          run(
              "UPDATE SPOT.asset SET site = ? WHERE a % 5 = ? AND a < 100",
              site(), random.nextInt(5));
      case 8 ->
          run(
              "UPDATE SPOT.asset SET a = a + 1000 - 2 * (a / 1000) * 1000 WHERE a = ?",
              random.nextInt(IDS));
      case 9 -> deleteLedgers(random.nextInt(IDS));
      case 10 -> moveLedgers(region(), random.nextInt(4));
      case 11 ->
          run(
              "UPDATE SPOT.asset SET payload = ? WHERE a > 2000 AND a % 50 = ?",
              text(), random.nextInt(50));
      default -> ledgers(random.nextInt(IDS), region());
    }
  }

  void truncate() throws SQLException {
    if (random.nextBoolean()) {
      run("TRUNCATE SPOT.debit, SPOT.credit");
      ledgers(random.nextInt(IDS), region());
    } else {
      run("TRUNCATE SPOT.asset");
      if (random.nextBoolean()) {
        fill(site());
      }
    }
  }

  private void site(String id, @Nullable String region) throws SQLException {
    run(
        "INSERT INTO SPOT.site VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET region ="
            + " EXCLUDED.region, name = EXCLUDED.name",
        id,
        region,
        text());
  }

  private void asset(int a, @Nullable String site) throws SQLException {
    run(
        "INSERT INTO SPOT.asset VALUES (?, 'x', ?, ?, ?::text::numeric, to_timestamp(?)) ON"
            + " CONFLICT (a, b) DO UPDATE SET site = EXCLUDED.site, payload = EXCLUDED.payload,"
            + " amount = EXCLUDED.amount, at = EXCLUDED.at",
        a,
        site,
        text(),
        random.nextInt(5) == 0 ? null : random.nextInt(10_000) + ".50",
        random.nextInt());
  }

  private void fill(String site) throws SQLException {
    run(
        "INSERT INTO SPOT.asset SELECT 2000 + i, 'é', ?, 'filled ' || i, i / 7.0, to_timestamp(i)"
            + " FROM generate_series(1, ?) i",
        site,
        MANY);
  }

  /** One statement, so that it writes the same rows of both. */
  private void ledgers(int id, String region) throws SQLException {
    run(
        "WITH d AS (INSERT INTO SPOT.debit VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " region = EXCLUDED.region, n = EXCLUDED.n, extra = EXCLUDED.extra RETURNING id,"
            + " region, n) INSERT INTO SPOT.credit SELECT id, region, n FROM d ON CONFLICT (id) DO"
            + " UPDATE SET region = EXCLUDED.region, n = EXCLUDED.n",
        id,
        region,
        random.nextLong(),
        text());
  }

  private void deleteLedgers(int id) throws SQLException {
    run(
        "WITH d AS (DELETE FROM SPOT.debit WHERE id = ? RETURNING id)"
            + " DELETE FROM SPOT.credit WHERE id IN (SELECT id FROM d)",
        id);
  }

  private void moveLedgers(String region, int rest) throws SQLException {
    run(
        "WITH d AS (UPDATE SPOT.debit SET region = ? WHERE id % 4 = ? RETURNING id, region)"
            + " UPDATE SPOT.credit c SET region = d.region FROM d WHERE d.id = c.id",
        region, rest);
  }

  private void run(String sql, @Nullable Object... parameters) throws SQLException {
    tale.statement(sql, parameters);
    try (PreparedStatement statement = connection.prepareStatement(sql.replace("SPOT", schema))) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private String region() {
    return FieldPackage.REGIONS.get(random.nextInt(FieldPackage.REGIONS.size()));
  }

  private String site() {
    return "s" + random.nextInt(SITES);
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(100);
  }
}
