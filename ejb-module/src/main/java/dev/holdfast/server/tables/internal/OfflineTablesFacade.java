package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.OfflineTables;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Offline tables for administrators. */
@Stateless
public class OfflineTablesFacade implements OfflineTables {
  private Jdbc jdbc;
  private Packages packages;
  private UnitWork work;
  private CaptureKeeper keeper;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected OfflineTablesFacade() {}

  @Inject
  OfflineTablesFacade(Jdbc jdbc, Packages packages, UnitWork work, CaptureKeeper keeper) {
    this.jdbc = jdbc;
    this.packages = packages;
    this.work = work;
    this.keeper = keeper;
  }

  @Override
  public List<TableView> list(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return jdbc
        .list(
            """
            SELECT u.application, u.unit, u.source, u.strategy, coalesce(sum(b.rows), 0), count(b.rows),
                   u.problem
            FROM holdfast.capture_unit u
            LEFT JOIN (SELECT unit, bucket, sum(rows) AS rows FROM holdfast.bucket_change
                       GROUP BY unit, bucket HAVING sum(rows) > 0) b ON b.unit = u.name
            WHERE u.retired_at IS NULL
            GROUP BY u.name ORDER BY u.application, u.unit
            """,
            row ->
                new TableView(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getString(7)))
        .stream()
        .filter(this::isTable)
        .toList();
  }

  @Override
  public Verification verify(Caller caller, String application, String table)
      throws RefusedException {
    caller.requireAdministrator();
    CapturedUnit unit =
        jdbc.with(sql -> new UnitRegistry(sql).present()).stream()
            .filter(u -> u.application().equals(application) && u.unit().equals(table))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND,
                        "No active package has a table " + application + '/' + table + '.'));
    if (unit.problem() != null) {
      throw new RefusedException(ErrorCode.CONFLICT, unit.problem());
    }
    Settled found = work.verify(unit.name());
    return new Verification(
        application, table, found.missing(), found.extra(), found.different() + found.sums());
  }

  @Override
  public String ddl(Caller caller, String source) throws RefusedException {
    caller.requireAdministrator();
    ApplicationPackage definition = read(source);
    DdlText text = jdbc.with(sql -> DdlText.of(sql, keeper.units(definition)));
    if (!text.findings().isEmpty()) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE, "The package doesn't fit this database.", text.findings());
    }
    return text.sql();
  }

  private boolean isTable(TableView view) {
    return packages
        .active(view.application())
        .map(logic -> logic.definition().tables().containsKey(view.name()))
        .orElse(false);
  }

  private static ApplicationPackage read(String source) throws RefusedException {
    try {
      return PackageReader.read(source);
    } catch (PackageException e) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE, "The package has errors.", e.findings());
    }
  }
}
