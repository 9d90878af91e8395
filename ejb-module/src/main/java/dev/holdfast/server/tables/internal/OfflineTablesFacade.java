package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.OfflineTables;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;

/** Offline tables for administrators. */
@Stateless
@Interceptors(LockedRefusal.class)
public class OfflineTablesFacade implements OfflineTables {
  private Jdbc jdbc;
  private UnitWork work;
  private CaptureKeeper keeper;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected OfflineTablesFacade() {}

  @Inject
  OfflineTablesFacade(Jdbc jdbc, UnitWork work, CaptureKeeper keeper) {
    this.jdbc = jdbc;
    this.work = work;
    this.keeper = keeper;
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
                        "No active package has a table or case type "
                            + application
                            + '/'
                            + table
                            + '.'));
    if (unit.problem() != null) {
      throw new RefusedException(ErrorCode.CONFLICT, unit.problem());
    }
    Settled found = work.verify(unit.name(), caller.name());
    return new Verification(application, table, found.missing(), found.extra(), found.different());
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

  private static ApplicationPackage read(String source) throws RefusedException {
    try {
      return PackageReader.read(source);
    } catch (PackageException e) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE, "The package has errors.", e.findings());
    }
  }
}
