package dev.holdfast.server.packages.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.server.packages.api.Packages.PackageView;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions in the database. */
@Dependent
class PackageStore {
  private static final String VIEW =
      """
      SELECT p.application, p.version, p.digest, p.deployed_at, p.deployed_by,
             a.version IS NOT NULL AS active,
             (SELECT max(activated_at) FROM holdfast.package_activation h
              WHERE h.application = p.application AND h.version = p.version) AS activated_at
      FROM holdfast.application_package p
      LEFT JOIN holdfast.active_package a USING (application, version)
      """;

  private final Jdbc jdbc;
  private final Ids ids;
  private final Clock clock;

  @Inject
  PackageStore(Jdbc jdbc, Ids ids, Clock clock) {
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes changes of one application wait for each other until the transaction ends. */
  void lock(String application) {
    jdbc.one(
        "SELECT pg_advisory_xact_lock(hashtextextended('package:' || ?, 0))",
        row -> "",
        application);
  }

  /**
   * Makes whoever wants to change what things are called wait until the transaction ends; false if
   * somebody does change it, or waits to. Who comes after such a one is not let past: it would
   * never get its turn.
   */
  boolean hold(String application) {
    return jdbc.one(
            "SELECT pg_try_advisory_xact_lock_shared(hashtextextended('words:' || ?, 0))",
            row -> row.getBoolean(1),
            application)
        .orElseThrow();
  }

  /** Waits for all of them, and lets no further ones in until the transaction ends. */
  void waitForHolders(String application) {
    jdbc.one(
        "SELECT pg_advisory_xact_lock(hashtextextended('words:' || ?, 0))", row -> "", application);
  }

  Optional<String> source(String application, String version) {
    return jdbc.one(
        "SELECT source FROM holdfast.application_package WHERE application = ? AND version = ?",
        row -> row.getString(1),
        application,
        version);
  }

  Optional<PackageView> view(String application, String version) {
    return jdbc.one(
        VIEW + "WHERE p.application = ? AND p.version = ?",
        PackageStore::view,
        application,
        version);
  }

  List<PackageView> views(@Nullable String application) {
    return jdbc.list(
        VIEW
            + "WHERE p.application = coalesce(CAST(? AS text), p.application)"
            + " ORDER BY p.deployed_at DESC, p.application, p.version",
        PackageStore::view,
        application);
  }

  void add(ApplicationPackage definition, String user) {
    jdbc.update(
        "INSERT INTO holdfast.application_package VALUES (?, ?, ?, ?, ?, ?)",
        definition.application(),
        definition.version(),
        definition.source(),
        definition.digest(),
        clock.instant(),
        user);
  }

  void activate(ApplicationPackage definition, String user) {
    jdbc.update(
        "INSERT INTO holdfast.active_package VALUES (?, ?)"
            + " ON CONFLICT (application) DO UPDATE SET version = excluded.version",
        definition.application(),
        definition.version());
    jdbc.update(
        "INSERT INTO holdfast.package_activation VALUES (?, ?, ?, ?, ?)",
        ids.next(),
        definition.application(),
        definition.version(),
        clock.instant(),
        user);
  }

  static List<PackageRef> active(Sql sql) throws SQLException {
    return sql.list(
        "SELECT application, version, digest FROM holdfast.active_package"
            + " JOIN holdfast.application_package USING (application, version)"
            + " ORDER BY application",
        row -> new PackageRef(row.getString(1), row.getString(2), row.getString(3)));
  }

  Optional<String> activeVersion(String application) {
    return jdbc.one(
        "SELECT version FROM holdfast.active_package WHERE application = ?",
        row -> row.getString(1),
        application);
  }

  private static PackageView view(ResultSet row) throws SQLException {
    return new PackageView(
        row.getString("application"),
        row.getString("version"),
        row.getBoolean("active"),
        Sql.requiredInstant(row, "deployed_at"),
        row.getString("deployed_by"),
        Sql.instant(row, "activated_at"),
        row.getString("digest"));
  }
}
