package dev.holdfast.server.tables.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Offline tables as administrators see them. */
@Local
public interface OfflineTables {

  /**
   * A table.
   *
   * @param application its application
   * @param name its name
   * @param source the relation
   * @param strategy receive strategy in lower case
   * @param rows rows carried by somebody
   * @param buckets buckets
   * @param problem why it can't be captured as its source is now, null if it can. Devices keep the
   *     rows they have until it is mended
   */
  record TableView(
      String application,
      String name,
      String source,
      String strategy,
      long rows,
      long buckets,
      @Nullable String problem) {}

  /**
   * What a verification found and repaired.
   *
   * @param application the application
   * @param table the table
   * @param missing rows that capture lacked
   * @param extra entries without a row
   * @param different entries whose hash differed, and buckets whose count or sum did
   */
  record Verification(String application, String table, long missing, long extra, long different) {}

  /** All tables of active packages. Administrators only. */
  List<TableView> list(Caller caller) throws RefusedException;

  /**
   * Compares source and capture and repairs capture. Administrators only.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  Verification verify(Caller caller, String application, String table) throws RefusedException;

  /**
   * The SQL that capture needs for a package. Administrators only.
   *
   * @throws RefusedException {@code INVALID_PACKAGE}
   */
  String ddl(Caller caller, String source) throws RefusedException;
}
