package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** Tells other features what is captured. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CaptureFacade implements Capture {
  private Jdbc jdbc;
  private SourceLooks looks;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CaptureFacade() {}

  @Inject
  CaptureFacade(Jdbc jdbc, SourceLooks looks) {
    this.jdbc = jdbc;
    this.looks = looks;
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
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void look() {
    looks.look();
  }
}
