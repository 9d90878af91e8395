package dev.holdfast.server.platform.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          "contents",
          "hooks",
          "workbasket",
          "archive",
          "sync",
          "fleet",
          "operations");

  private static final String SCHEMA = "holdfast";
  private static final String NEWEST = "latest";

  /** Selects the paths of the scripts that a database has run. */
  static final String SCRIPTS_RUN =
      withScripts()
          .map(
              feature -> "SELECT script FROM " + SCHEMA + '.' + history(feature) + " WHERE success")
          .collect(Collectors.joining(" UNION ALL "));

  private Migration() {}

  /**
   * Runs every script that has not been run yet.
   *
   * @return number of scripts run
   */
  public static int run(DataSource dataSource) {
    return run(dataSource, NEWEST);
  }

  /**
   * Runs those up to a version: the schema is then as an earlier release had it.
   *
   * @param last as Flyway's setting {@code target}
   */
  static int run(DataSource dataSource, String last) {
    return FEATURES.stream().mapToInt(feature -> run(dataSource, feature, last)).sum();
  }

  /** The paths of this release's scripts. */
  static Set<String> scripts() {
    return FEATURES.stream()
        .flatMap(feature -> IndexedScripts.of(feature).paths())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> withScripts() {
    return FEATURES.stream().filter(feature -> !IndexedScripts.of(feature).isEmpty());
  }

  private static String history(String feature) {
    return "flyway_" + feature;
  }

  private static int run(DataSource dataSource, String feature, String last) {
    IndexedScripts scripts = IndexedScripts.of(feature);
    if (scripts.isEmpty()) {
      return 0;
    }
    return Flyway.configure(Migration.class.getClassLoader())
        .dataSource(dataSource)
        .resourceProvider(scripts)
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .table(history(feature))
        // The schema is not empty when the second feature comes.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(last)
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
