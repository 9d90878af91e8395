package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.UnitSource;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Capture for tests of other features: installed as an activation does it. */
public final class InstalledCapture {
  private InstalledCapture() {}

  /** Installs what a package and the server itself need; returns capture. */
  public static Capture of(
      TestDatabase database, ApplicationPackage definition, UnitSource... others)
      throws SQLException {
    List<UnitSource> sources =
        Stream.concat(Stream.of(new TableUnits()), Arrays.stream(others)).toList();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      CaptureKeeper keeper = new CaptureKeeper(on(connection), sources);
      List<Finding> findings = new ArrayList<>(keeper.keepOwn());
      findings.addAll(keeper.keep(definition));
      if (!findings.isEmpty()) {
        throw new IllegalStateException(findings.toString());
      }
      connection.commit();
    }
    return new CaptureFacade(
        database.jdbc(), new SourceLooks(looking(database, definition, others)));
  }

  private static Runnable looking(
      TestDatabase database, ApplicationPackage definition, UnitSource... others) {
    return () -> {
      try {
        again(database, definition, others);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** Looks again whether sources fit, as the server does from time to time; says what does not. */
  public static List<Finding> again(
      TestDatabase database, ApplicationPackage definition, UnitSource... others)
      throws SQLException {
    List<UnitSource> sources =
        Stream.concat(Stream.of(new TableUnits()), Arrays.stream(others)).toList();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      List<Finding> findings = new CaptureKeeper(on(connection), sources).keep(definition);
      connection.commit();
      return findings;
    }
  }

  static Jdbc on(Connection connection) {
    return new Jdbc() {
      @Override
      public <T> T with(Work<T> work) {
        try {
          return work.on(new Sql(connection));
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /** A unit as capture has it. */
  public static CapturedUnit unit(Sql sql, String unit) throws SQLException {
    return new UnitRegistry(sql)
        .present().stream().filter(u -> u.unit().equals(unit)).findFirst().orElseThrow();
  }

  /** Drops a unit, as if no active package had used it for a while. */
  public static void drop(TestDatabase database, String unit) {
    String name = CaptureFixture.captured(database, unit).name();
    database
        .jdbc()
        .update("UPDATE holdfast.capture_unit SET retired_at = now() WHERE name = ?", name);
    new UnitWork(database.jdbc()).drop(name);
  }

  /** Scans and repairs a unit. */
  public static void scan(TestDatabase database, String unit) {
    database
        .jdbc()
        .with(sql -> Settled.run(sql, CaptureFixture.captured(database, unit).name(), true));
  }

  /** Verifies a unit and repairs what is wrong. */
  public static void repair(TestDatabase database, String unit) {
    new UnitWork(database.jdbc()).verify(CaptureFixture.captured(database, unit).name(), "tests");
  }

  /** Verifies a unit if something has made it suspect, as the upkeep does. */
  public static void verifySuspects(TestDatabase database, String unit) {
    new UnitWork(database.jdbc()).verifySuspect(CaptureFixture.captured(database, unit).name());
  }

  /** The table of a unit's entries. */
  public static String table(TestDatabase database, String unit) {
    return CaptureNames.captureTable(CaptureFixture.captured(database, unit).name());
  }
}
