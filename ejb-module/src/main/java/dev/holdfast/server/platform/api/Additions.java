package dev.holdfast.server.platform.api;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;

/**
 * Writes what there may be one of by a name, also when somebody else writes it at the same moment.
 */
public final class Additions {
  private static final String UNIQUE_VIOLATION = "23505";

  private Additions() {}

  /**
   * Writes a new entity at once.
   *
   * @param taken what is said if there is one already
   * @throws RefusedException {@code ALREADY_EXISTS} if another transaction has added it since this
   *     one looked
   */
  public static void write(EntityManager entities, Object added, String taken)
      throws RefusedException {
    entities.persist(added);
    flush(entities, taken);
  }

  /**
   * Writes what was changed at once.
   *
   * @param taken what is said if another one is called so
   * @throws RefusedException {@code ALREADY_EXISTS} if another transaction has called one so since
   *     this one looked
   */
  public static void flush(EntityManager entities, String taken) throws RefusedException {
    try {
      entities.flush();
    } catch (PersistenceException e) {
      if (SqlState.first(e, Additions::isTaken).isEmpty()) {
        throw e;
      }
      RefusedException refused = new RefusedException(ErrorCode.ALREADY_EXISTS, taken);
      refused.initCause(e);
      throw refused;
    }
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
  }
}
