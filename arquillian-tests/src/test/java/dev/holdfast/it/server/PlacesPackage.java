package dev.holdfast.it.server;

import dev.holdfast.it.server.ServerTest.TestUser;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small application for tests with a table in a schema of its own: places, which go to the
 * devices of everybody who has their region.
 */
public final class PlacesPackage {
  private final String application;
  private final String schema;

  /** Makes the table and deploys the application. */
  public PlacesPackage(String application) {
    this.application = application;
    this.schema = application.replace('-', '_');
    ServerTest.sql(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE "
            + table()
            + " (id integer PRIMARY KEY, name text, region text, height double precision)");
    ServerTest.deployPackage(source("1.0.0", "id, name, region, height"));
  }

  /** Its source, with these columns. */
  public String source(String version, String columns) {
    return """
        application: NAME
        version: VERSION
        user-attributes: {regions: {type: text, many: true}}
        roles: [NAME-worker]
        tables:
          place:
            source: TABLE
            key: [id]
            columns: [COLUMNS]
            scope: row.region in user.regions
        """
        .replace("NAME", application)
        .replace("VERSION", version)
        .replace("TABLE", table())
        .replace("COLUMNS", columns);
  }

  /** Its name. */
  public String application() {
    return application;
  }

  /** The table in the database. */
  public String table() {
    return schema + ".place";
  }

  /** Name of its unit in buckets. */
  public String unit() {
    return application + "/place";
  }

  /** A new worker in these regions. */
  public TestUser worker(String... regions) {
    return ServerTest.newUser(Set.of(application + "-worker"), Map.of("regions", List.of(regions)));
  }

  /** Adds places with ids from one to another in a region. */
  public void add(int from, int to, String region) {
    ServerTest.sql(
        "INSERT INTO %s SELECT i, 'place ' || i, '%s', i / 7.0 FROM generate_series(%d, %d) i"
            .formatted(table(), region, from, to));
  }

  /** Runs a statement in which {@code place} is the table. */
  public void change(String statement) {
    ServerTest.sql(statement.replace("place", table()));
  }
}
