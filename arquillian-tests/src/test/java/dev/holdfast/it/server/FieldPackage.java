package dev.holdfast.it.server;

import dev.holdfast.it.server.ServerTest.TestUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application with everything that is hard to keep in sync: sites, assets that follow their
 * site, two ledgers that change in one transaction always and a view of both that is scanned, and a
 * case type for each conflict policy. Its versions differ in what they define.
 */
public final class FieldPackage {
  /** Its versions. */
  public static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");

  /** Its case types, one for each conflict policy. */
  public static final List<String> TYPES = List.of("loose", "merged", "strict");

  /** The regions. */
  public static final List<String> REGIONS = List.of("north", "south", "Ost, \"1\" é");

  private static final String SOURCE =
      """
      application: NAME
      version: VERSION
      user-attributes: {regions: {type: text, many: true}}
      roles: [NAME-worker]
      tables:
        site:
          source: SPOT.site
          key: [id]
          columns: [id, region, name]
          scope: row.region in user.regions
          priority: first
        asset:
          source: SPOT.asset
          key: [a, b]
          columns: [ASSET]
          references: {site: site}
          scope: row.site.region in user.regions
          priority: last
        debit:
          source: SPOT.debit
          key: [id]
          columns: [DEBIT]
          scope: row.region in user.regions
        credit:
          source: SPOT.credit
          key: [id]
          columns: [id, region, n]
          scope: row.region in user.regions
        balance:
          source: SPOT.balance
          key: [id]
          columns: [id, region, debit, credit]
          scope: row.region in user.regions
          receive: rows
      cases:
      """;
  private static final String CASE =
      """
        TYPE:
          fields:
            site: {type: reference, table: site}
            note: {type: text, max: 2000, on-conflict: append}
            total: {type: integer, on-conflict: add}
          scope: [case.assignee == user.name, case.site.region in user.regions]
          stages: [open, done]
          conflict: POLICY
          actions:
            begin: {creates: open, by: [NAME-worker], sets: [site, note, total, assignee]}
            write: {from: open, by: [NAME-worker], sets: [site, note, total, assignee]}
            end: {from: open, to: done, completes: true, by: [NAME-worker], sets: [note]}
      """;
  private static final List<String> POLICIES =
      List.of("last-writer-wins", "merge-fields", "park-if-stale");

  private static final String TABLES =
      """
      CREATE SCHEMA SPOT;
      CREATE TABLE SPOT.site (id text PRIMARY KEY, region text, name text);
      CREATE TABLE SPOT.asset
        (a integer, b text, site text, payload text, amount numeric, at timestamptz, PRIMARY KEY (a, b));
      CREATE INDEX ON SPOT.asset (site);
      CREATE TABLE SPOT.debit (id integer PRIMARY KEY, region text, n bigint, extra text);
      CREATE TABLE SPOT.credit (id integer PRIMARY KEY, region text, n bigint);
      CREATE VIEW SPOT.balance AS
        SELECT d.id, d.region, d.n AS debit, c.n AS credit FROM SPOT.debit d JOIN SPOT.credit c USING (id)""";

  private final String name;
  private final String schema;

  /** Makes its tables and deploys all versions. */
  public FieldPackage(String name) {
    this.name = name;
    this.schema = name.replace('-', '_');
    ServerTest.sql(TABLES.replace("SPOT", schema).split(";\n"));
    VERSIONS.forEach(version -> ServerTest.deployPackage(source(version)));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Where its tables are. */
  public String schema() {
    return schema;
  }

  /** Puts a version into force. */
  public void activate(String version) {
    ServerTest.admin().post("/admin/packages/" + name + "/active", Map.of("version", version)).ok();
  }

  /** Columns of the assets in a version, as a part of SQL. */
  public static String assetColumns(String version) {
    return "2.0.0".equals(version) ? "a, b, site, payload, at" : "a, b, site, payload, amount, at";
  }

  /** Columns of the debits in a version, as a part of SQL. */
  public static String debitColumns(String version) {
    return "1.0.0".equals(version) ? "id, region, n" : "id, region, n, extra";
  }

  /** A new user who works in some regions. */
  public TestUser worker(List<String> regions) {
    return ServerTest.newUser(Set.of(name + "-worker"), Map.of("regions", regions));
  }

  /** Lets a user work in these regions from now on. */
  public void move(TestUser user, List<String> regions) {
    ServerTest.setAttributes(user, Map.of("regions", regions));
  }

  /** A connection past the server, as psql would have one; the caller closes it. */
  public Connection connect() throws SQLException {
    return TestDatabase.connect();
  }

  private String source(String version) {
    StringBuilder source = new StringBuilder(SOURCE);
    for (int i = 0; i < TYPES.size(); i++) {
      source.append(CASE.replace("TYPE", TYPES.get(i)).replace("POLICY", POLICIES.get(i)));
    }
    return source
        .toString()
        .replace("NAME", name)
        .replace("VERSION", version)
        .replace("SPOT", schema)
        .replace("ASSET", assetColumns(version))
        .replace("DEBIT", debitColumns(version));
  }
}
