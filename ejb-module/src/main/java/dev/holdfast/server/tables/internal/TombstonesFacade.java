package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.Tombstones;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.LongConsumer;

/** Forgets unit by unit; each statement is a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TombstonesFacade implements Tombstones {
  private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected TombstonesFacade() {}

  /** Uses a database. */
  @Inject
  public TombstonesFacade(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Forgotten forget(String before, LongConsumer soFar) {
    TombstonePurge purge = new TombstonePurge(jdbc);
    purge.horizonsOfThePast();
    long tombstones = 0;
    for (CapturedUnit unit : jdbc.with(sql -> new UnitRegistry(sql).present())) {
      try {
        tombstones += purge.entries(unit.name(), before);
        soFar.accept(tombstones);
      } catch (DatabaseException e) {
        LOG.failed(unit.name(), "forgetting tombstones", String.valueOf(e.getMessage()));
      }
    }
    return new Forgotten(tombstones, purge.sums(before));
  }
}
