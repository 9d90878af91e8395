package dev.holdfast.server.platform.internal;

import dev.holdfast.server.testing.TestDatabase;

/** Databases as earlier releases left them. */
public final class EarlierRelease {
  private EarlierRelease() {}

  /** A database with the scripts up to the end of a day. */
  public static TestDatabase of(String day) {
    TestDatabase database = TestDatabase.empty();
    // Not every feature has a script of that moment.
    Migration.run(database.dataSource(), day + "235959?");
    return database;
  }

  /** Brings it to this release. */
  public static void upgrade(TestDatabase database) {
    Migration.run(database.dataSource());
  }
}
