package dev.holdfast.server.tables.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is captured and how it stands. Administrators only. */
@Local
public interface CapturedUnits {
  /** Rows of a list that are counted beyond the part that is asked for; a total may stop there. */
  int COUNTED = 10_000;

  /** What a unit can be: a table, a case type, or the server's own (outcomes of actions). */
  List<String> KINDS = List.of("table", "case", "own");

  /**
   * A unit.
   *
   * @param application its application
   * @param name its name
   * @param kind one of {@link #KINDS}
   * @param source the relation
   * @param strategy receive strategy in lower case
   * @param rows rows carried by somebody, once for each bucket that they are in
   * @param buckets buckets that have rows
   * @param sum order-independent sum of the rows' hashes, 16 hexadecimal digits
   * @param bytes what capture of it takes on disk, with indexes
   * @param sourceBytes what its source takes, with indexes; null for a view or a foreign table
   * @param changedAt when something of it changed last, late by up to five minutes; null if never
   * @param problem why it can't be captured as its source is now, null if it can. Devices keep the
   *     rows they have until it is mended
   * @param suspectSince since when its capture may be wrong, null if it is not suspect; the next
   *     upkeep verifies it
   * @param verified the last verification, null if none
   */
  record UnitView(
      String application,
      String name,
      String kind,
      String source,
      String strategy,
      long rows,
      long buckets,
      String sum,
      long bytes,
      @Nullable Long sourceBytes,
      @Nullable Instant changedAt,
      @Nullable String problem,
      @Nullable Instant suspectSince,
      @Nullable Verified verified) {}

  /**
   * A verification. What differed was repaired.
   *
   * @param at when
   * @param askedBy who asked for it, null for the server itself
   * @param reason what made the unit suspect, null if a person asked
   * @param missing rows that capture lacked
   * @param extra entries without a row
   * @param different entries whose hash differed
   */
  record Verified(
      Instant at,
      @Nullable String askedBy,
      @Nullable String reason,
      long missing,
      long extra,
      long different) {
    /** Whether source and capture agreed. */
    public boolean isClean() {
      return missing == 0 && extra == 0 && different == 0;
    }
  }

  /**
   * A bucket.
   *
   * @param id what capture calls it, as text: greater than a browser's numbers
   * @param terms the terms of its name; null if no row of its source tells them just now
   * @param rows its rows
   * @param sum order-independent sum of the rows' hashes, 16 hexadecimal digits
   */
  record BucketView(String id, @Nullable String terms, long rows, String sum) {}

  /**
   * Units. Sort keys: name (default, with the application before it), source, rows, buckets, bytes,
   * changed.
   *
   * @param kind only of this one of {@link #KINDS}, null for all
   */
  Page<UnitView> list(Caller caller, @Nullable String kind, PageRequest page)
      throws RefusedException;

  /** One unit. */
  Optional<UnitView> find(Caller caller, String application, String unit) throws RefusedException;

  /**
   * The buckets of a unit that have rows. Sort keys: id (default), rows. The total counts at most
   * {@link #COUNTED} beyond the part that is asked for.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  Page<BucketView> buckets(Caller caller, String application, String unit, PageRequest page)
      throws RefusedException;

  /**
   * The newest verifications of a unit, newest first.
   *
   * @param limit most of them, 1 to 50
   * @throws RefusedException {@code NOT_FOUND}
   */
  List<Verified> verifications(Caller caller, String application, String unit, int limit)
      throws RefusedException;

  /**
   * The SQL that capture of a unit needs.
   *
   * @throws RefusedException {@code NOT_FOUND}; {@code CONFLICT} if its source doesn't fit
   */
  String ddl(Caller caller, String application, String unit) throws RefusedException;
}
