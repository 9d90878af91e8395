package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Capture's upkeep: one unit after the other, so that a failing one doesn't hold up the rest. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CaptureFacade implements Capture {
  private Jdbc jdbc;
  private UnitWork work;
  private CaptureKeeper keeper;
  private Packages packages;
  private Settings settings;
  private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CaptureFacade() {}

  @Inject
  CaptureFacade(
      Jdbc jdbc,
      UnitWork work,
      CaptureKeeper keeper,
      Packages packages,
      Settings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.work = work;
    this.keeper = keeper;
    this.packages = packages;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<CapturedUnit> units(Sql snapshot) throws SQLException {
    return new UnitRegistry(snapshot).present();
  }

  @Override
  public void suspect(String unit, String reason) {
    jdbc.update(
        "INSERT INTO holdfast.capture_suspicion (unit, reason) VALUES (?, ?)", unit, reason);
  }

  @Override
  public void scan() {
    Instant now = clock.instant();
    Instant before = now.minus(settings.get(TablesSettings.SCAN_INTERVAL));
    for (CapturedUnit unit : present()) {
      if (unit.strategy() != ReceiveStrategy.CHANGES) {
        try {
          work.scan(unit.name(), now, before);
        } catch (EJBException e) {
          LOG.scanFailed(unit.application(), unit.unit(), String.valueOf(e.getMessage()));
        }
      }
    }
  }

  @Override
  public void verifySuspects() {
    jdbc.list(
            "SELECT DISTINCT unit FROM holdfast.capture_suspicion"
                + " JOIN holdfast.capture_unit ON name = unit WHERE retired_at IS NULL",
            row -> row.getString(1))
        .forEach(work::verifySuspect);
  }

  @Override
  public void tidy() {
    work.fold();
    for (String name :
        jdbc.list(
            "SELECT name FROM holdfast.capture_unit WHERE retired_at IS NOT NULL",
            row -> row.getString(1))) {
      try {
        work.drop(name);
      } catch (EJBException e) {
        LOG.notDropped(name, String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void refresh() {
    report("holdfast", keeper.keepOwn());
    for (CompiledPackage logic : packages.active()) {
      report(logic.definition().application(), keeper.keep(logic.definition()));
    }
  }

  private List<CapturedUnit> present() {
    return jdbc.with(sql -> new UnitRegistry(sql).present());
  }

  private static void report(String application, List<Finding> findings) {
    findings.forEach(f -> LOG.broken(application, f.path(), f.message()));
  }
}
