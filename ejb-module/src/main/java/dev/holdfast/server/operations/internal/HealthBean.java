package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.operations.internal.OperationsLog.LOG;

import dev.holdfast.server.operations.api.Health;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Schema;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Asks the database, outside of transactions, so that a failure is an answer like another. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealthBean implements Health {
  private final Jdbc jdbc;
  private final Schema schema;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected HealthBean() {
    this(null, null);
  }

  /** Looks at a database. */
  @Inject
  public HealthBean(Jdbc jdbc, Schema schema) {
    this.jdbc = jdbc;
    this.schema = schema;
  }

  @Override
  public State state() {
    return answers() ? new State(true, isMigrated()) : new State(false, false);
  }

  private boolean answers() {
    try {
      return jdbc.one("SELECT 1", row -> row.getInt(1)).isPresent();
    } catch (DatabaseException e) {
      LOG.databaseDown(e);
      return false;
    }
  }

  private boolean isMigrated() {
    try {
      return schema.isMigrated();
    } catch (DatabaseException e) {
      LOG.schemaUnreadable(e);
      return false;
    }
  }
}
