package dev.holdfast.server.tables.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** What administrators do with what is captured; {@link CapturedUnits} shows it. */
@Local
public interface OfflineTables {

  /**
   * What a verification found and repaired.
   *
   * @param application the application
   * @param table the table or case type
   * @param missing rows that capture lacked
   * @param extra entries without a row
   * @param different entries whose hash differed, and buckets whose count or sum did
   */
  record Verification(String application, String table, long missing, long extra, long different) {}

  /**
   * Compares source and capture and repairs capture. Administrators only. What the source of a
   * table that is scanned has changed since the last scan is entered and not counted.
   *
   * @throws RefusedException {@code NOT_FOUND}; {@code CONFLICT} while it has a problem; {@code
   *     UNAVAILABLE} if writers don't let it be repaired just now
   */
  Verification verify(Caller caller, String application, String table) throws RefusedException;

  /**
   * The SQL that capture needs for a package. Administrators only.
   *
   * @throws RefusedException {@code INVALID_PACKAGE}
   */
  String ddl(Caller caller, String source) throws RefusedException;
}
