package dev.holdfast.server.platform.internal;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema {@code holdfast} to the version of this release: the scripts of each feature in
 * the order in which features build on each other, with a history table per feature. Nodes that
 * start together wait for each other.
 */
public final class Migration {
  /** Features that have scripts, each after those it builds on. */
  static final List<String> FEATURES =
      List.of(
          "platform",
          "history",
          "identity",
          "packages",
          "tables",
          "casework",
          "workbasket",
          "sync",
          "fleet",
          "operations");

  private static final String SCHEMA = "holdfast";

  private Migration() {}

  /**
   * Runs every script that has not been run yet.
   *
   * @return number of scripts run
   */
  public static int run(DataSource dataSource) {
    return FEATURES.stream().mapToInt(feature -> run(dataSource, feature)).sum();
  }

  private static int run(DataSource dataSource, String feature) {
    IndexedScripts scripts = IndexedScripts.of(feature);
    if (scripts.isEmpty()) {
      return 0;
    }
    return Flyway.configure(Migration.class.getClassLoader())
        .dataSource(dataSource)
        .resourceProvider(scripts)
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .table("flyway_" + feature)
        // The schema is not empty when the second feature comes.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
