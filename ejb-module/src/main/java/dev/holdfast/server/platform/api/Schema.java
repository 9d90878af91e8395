package dev.holdfast.server.platform.api;

/** The database's schema. */
public interface Schema {

  /**
   * Whether every script of this release has been run. Asks the database each time.
   *
   * @throws DatabaseException if it can't be asked, or has never been migrated
   */
  boolean isMigrated();
}
