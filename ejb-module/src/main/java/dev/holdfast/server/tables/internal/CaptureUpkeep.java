package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.BlockedException;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Keeps capture right while the server runs: one unit after the other, so that a failing one
 * doesn't hold up the rest.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CaptureUpkeep {
  private Jdbc jdbc;
  private UnitWork work;
  private CaptureKeeper keeper;
  private Packages packages;
  private Settings settings;
  private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CaptureUpkeep() {}

  @Inject
  CaptureUpkeep(
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

  /** Compares the units that are scanned and whose interval has passed. One node at a time. */
  public void scan() {
    Instant now = clock.instant();
    Instant before = now.minus(settings.get(TablesSettings.SCAN_INTERVAL));
    for (CapturedUnit unit : present()) {
      if (unit.strategy() != ReceiveStrategy.CHANGES && unit.problem() == null) {
        try {
          work.scan(unit.name(), now, before);
        } catch (EJBException | DatabaseException e) {
          LOG.failed(unit.name(), "scan", String.valueOf(e.getMessage()));
          work.failed(unit, e);
        }
      }
    }
  }

  /** Verifies and repairs what is suspect. */
  public void verifySuspects() {
    String suspects =
        "SELECT u.name FROM holdfast.capture_unit u WHERE retired_at IS NULL AND problem IS NULL"
            + " AND EXISTS (SELECT 1 FROM holdfast.capture_suspicion s WHERE s.unit = u.name)";
    for (String name : jdbc.list(suspects, row -> row.getString(1))) {
      try {
        work.verifySuspect(name);
      } catch (EJBException | BlockedException e) {
        LOG.failed(name, "verification", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Drops what no active package uses, as far as nobody is using it just now. */
  public void tidy() {
    String retired = "SELECT name FROM holdfast.capture_unit WHERE retired_at IS NOT NULL";
    for (String name : jdbc.list(retired, row -> row.getString(1))) {
      try {
        work.drop(name);
      } catch (EJBException | BlockedException e) {
        LOG.failed(name, "dropping", String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Installs what is lacking: new partitions, dropped or disabled triggers, a new release's SQL.
   */
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
