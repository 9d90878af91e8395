package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.tables.api.CaptureUnit;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Installs and fills capture of a unit in the transaction of its connection. Does nothing that has
 * been done: what is installed is read from the catalog, so that a dropped or disabled trigger is
 * put back.
 */
final class UnitInstaller {
  private final Sql sql;
  private final Catalog catalog;
  private final UnitRegistry registry;

  UnitInstaller(Sql sql) {
    this.sql = sql;
    this.catalog = new Catalog(sql);
    this.registry = new UnitRegistry(sql);
  }

  /**
   * Installs a unit.
   *
   * @return what is wrong; then nothing of this unit was changed
   */
  List<Finding> install(CaptureUnit unit) throws SQLException {
    UnitPlanner planner = new UnitPlanner(catalog, unit);
    Optional<UnitShape> shape = planner.plan();
    if (shape.isPresent()) {
      sql.run("SAVEPOINT unit");
      try {
        install(shape.get(), planner.findings());
      } catch (SQLException e) {
        sql.run("ROLLBACK TO SAVEPOINT unit");
        fail(planner.findings(), shape.get(), e);
      }
      sql.run("RELEASE SAVEPOINT unit");
    }
    return planner.findings().all();
  }

  private void install(UnitShape shape, UnitFindings findings) throws SQLException {
    CaptureScript script = CaptureScript.of(shape);
    Optional<String> lacking = catalog.lacking(script);
    Optional<RelationShape> strange = strange(shape);
    if (lacking.isPresent() && strange.isPresent()) {
      findings.needsDdl(strange.get(), lacking.get());
      return;
    }
    boolean installed = lacking.isEmpty();
    if (!installed) {
      sql.run("SET LOCAL lock_timeout = '10s'");
      for (String statement : script.statements()) {
        sql.run(statement);
      }
    }
    if (!installed || !registry.filledBy(shape, script)) {
      fill(shape);
    }
    registry.put(shape, script);
  }

  private void fill(UnitShape shape) throws SQLException {
    Settled settled = Settled.run(sql, shape.name(), true);
    sql.run("ANALYZE " + shape.captureTable());
    LOG.filled(shape.unit().application(), shape.unit().name(), settled.missing());
  }

  /**
   * A relation that needs triggers and is somebody else's: whoever may make triggers on it may not
   * enable them always.
   */
  private static Optional<RelationShape> strange(UnitShape shape) {
    return shape.scanned()
        ? Optional.empty()
        : Stream.concat(Stream.of(shape.source()), shape.joins().stream().map(JoinStep::parent))
            .filter(relation -> !relation.rights().owner())
            .findFirst();
  }

  private static void fail(UnitFindings findings, UnitShape shape, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (SqlState.LOCKED.equals(state)) {
      findings.failedForNow(
          "another transaction has been writing "
              + shape.source().sql()
              + " or a relation of its scope for more than 10 seconds. Try again when it has"
              + " ended.");
    } else if (SqlState.passes(state)) {
      findings.failedForNow(String.valueOf(e.getMessage()));
    } else {
      findings.failed(String.valueOf(e.getMessage()));
    }
  }
}
