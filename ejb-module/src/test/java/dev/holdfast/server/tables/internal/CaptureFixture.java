package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Hop;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Items at sites of regions: a key of two columns, and scopes through one and two references
 * without foreign keys.
 */
final class CaptureFixture {
  static final String SCHEMA =
      """
      CREATE SCHEMA demo;
      CREATE TABLE demo.region (code text PRIMARY KEY, country text);
      CREATE TABLE demo.site (id int PRIMARY KEY, region text, state text);
      CREATE TABLE demo.item (
        id int, sub text, site int, owner text, weight float8, small float4, flag boolean, data bytea,
        at timestamptz, amount numeric, hidden text, PRIMARY KEY (id, sub));
      """;

  private static final Hop TO_SITE = new Hop(new Column("site"), "demo.site", "id");
  private static final Hop TO_REGION = new Hop(new Column("region"), "demo.region", "code");

  static final CaptureUnit ITEM =
      new CaptureUnit(
          "app",
          "item",
          "tables.item",
          "demo.item",
          List.of(),
          List.of("id", "sub"),
          List.of("id", "sub", "site", "owner", "weight", "small", "flag", "data", "at", "amount"),
          List.of(
              new Alternative(
                  List.of(new Term(List.of("owner"), List.of(), column("owner"), null))),
              new Alternative(
                  List.of(
                      new Term(List.of("site", "state"), List.of(TO_SITE), column("state"), null))),
              new Alternative(
                  List.of(
                      new Term(
                          List.of("site", "region", "country"),
                          List.of(TO_SITE, TO_REGION),
                          column("country"),
                          "US"),
                      new Term(List.of("flag"), List.of(), column("flag"), null)))),
          ReceiveStrategy.CHANGES,
          "item-1");

  /** The memberships of {@link #ITEM}, written by hand. */
  static final String ITEM_TRUTH =
      """
      SELECT holdfast.bucket_id(m.bucket)::text, json_build_array(i.id, i.sub)::text,
             json_build_array(i.id, i.sub, i.site, i.owner, i.weight + 0, i.small + 0::float4, i.flag,
                              i.data::text, i.at::text, i.amount::text)::text
      FROM demo.item i
      LEFT JOIN demo.site s ON s.id = i.site
      LEFT JOIN demo.region r ON r.code = s.region
      CROSS JOIN LATERAL (VALUES
        ('owner=' || holdfast.bucket_value(i.owner)),
        ('site.state=' || holdfast.bucket_value(s.state)),
        (CASE WHEN r.country = 'US' THEN 'site.region.country=US,flag=' || i.flag::text END)) m (bucket)
      WHERE m.bucket IS NOT NULL
      """;

  static final String ITEM_TABLES = "demo.item, demo.site, demo.region";

  private CaptureFixture() {}

  private static Column column(String name) {
    return new Column(name);
  }

  /** A database with the tables and capture of the items. */
  static TestDatabase database() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (Connection connection = database.dataSource().getConnection()) {
      Sql sql = new Sql(connection);
      sql.run(SCHEMA);
    }
    install(database, ITEM);
    return database;
  }

  /** Installs a unit in a transaction of its own. */
  static void install(TestDatabase database, CaptureUnit unit) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      var findings = new UnitInstaller(new Sql(connection)).install(unit);
      if (!findings.isEmpty()) {
        throw new IllegalStateException(findings.toString());
      }
      connection.commit();
    }
  }

  static CapturedUnit captured(TestDatabase database, String unit) {
    return database.jdbc().with(sql -> new UnitRegistry(sql).present()).stream()
        .filter(u -> u.unit().equals(unit))
        .findFirst()
        .orElseThrow();
  }

  static List<ColumnType> classes(TestDatabase database) {
    return captured(database, "item").columns();
  }

  /** A table with a key {@code id} whose rows belong to their {@code state}. */
  static CaptureUnit thing(String relation, ReceiveStrategy strategy, String... columns) {
    return new CaptureUnit(
        "app",
        "thing",
        "tables.thing",
        relation,
        List.of(),
        List.of("id"),
        List.of(columns),
        List.of(
            new Alternative(
                List.of(new Term(List.of("state"), List.of(), new Column("state"), null)))),
        strategy,
        "thing-1");
  }

  /** A database with tables of its own. */
  static TestDatabase with(String ddl) throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (Connection connection = database.dataSource().getConnection()) {
      new Sql(connection).run("CREATE SCHEMA demo; " + ddl);
    }
    return database;
  }

  static void run(TestDatabase database, String sql) {
    database
        .jdbc()
        .with(
            on -> {
              on.run(sql);
              return "";
            });
  }

  /** What is held of a {@link #thing} in the bucket of Alaska, or another one. */
  static List<String> live(TestDatabase database) {
    return database
        .jdbc()
        .list(
            captured(database, "thing").lines() + " WHERE NOT c.deleted ORDER BY c.bucket, c.k1",
            row -> named(row.getLong("bucket")) + row.getString("key"));
  }

  private static String named(long id) {
    String terms = "state=AK";
    return new BucketName("app", "thing", terms).id() == id ? terms : "another bucket";
  }

  /** Upkeep that knows no packages. */
  static CaptureUpkeep upkeep(TestDatabase database) {
    Packages none =
        (Packages)
            Proxy.newProxyInstance(
                CaptureFixture.class.getClassLoader(),
                new Class<?>[] {Packages.class},
                (proxy, method, arguments) -> List.of());
    Settings standard =
        new Settings() {
          @Override
          public <T> T get(Setting<T> setting) {
            return setting.parse(setting.standard());
          }
        };
    CaptureKeeper keeper = new CaptureKeeper(database.jdbc(), List.of());
    return new CaptureUpkeep(
        database.jdbc(), new UnitWork(database.jdbc()), keeper, none, standard, Clock.systemUTC());
  }
}
