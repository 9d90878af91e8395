package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.server.contents.internal.UploadRows.Waiting;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes what expired and what nobody names, and finishes what a node or a scanner could not; all
 * of it in small transactions, a bounded number in one turn. Nodes may do it at the same time.
 * Contents are gone through in the order of their ids, some in each turn.
 */
@ApplicationScoped
public class Upkeep {
  private static final int BATCH = 1_000;

  /** Contents that are looked at in one turn. */
  private static final int PASSED = 10_000;

  private static final int REMOVED_AT_ONCE = 100;

  private static final String ORPHANS =
      """
      WITH passed AS (
        SELECT id, completed_at FROM holdfast.content WHERE id > ? ORDER BY id LIMIT ?)
      SELECT (SELECT max(id) FROM passed) AS last, (SELECT count(*) FROM passed) AS passed, coalesce(array_agg(p.id ORDER BY p.id), '{}') AS orphans
      FROM passed p
      WHERE p.completed_at <= ?
        AND NOT EXISTS (SELECT FROM holdfast.content_use u WHERE u.content_id = p.id)
        AND NOT EXISTS (SELECT FROM holdfast.content_sender s WHERE s.content_id = p.id)
      """;

  private final Jdbc jdbc;
  private final UploadRows uploads;
  private final PieceRows pieces;
  private final ContentRows contents;
  private final WaitRows waits;
  private final Completion completion;
  private final Scanning scanning;
  private final OrphanStep orphans;
  private final Settings settings;
  private final Clock clock;
  private volatile String last = "";

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Upkeep() {
    this(null, null, null, null, null, null);
  }

  /** On a database. */
  @Inject
  public Upkeep(
      Jdbc jdbc,
      Completion completion,
      Scanning scanning,
      OrphanStep orphans,
      Settings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.uploads = new UploadRows(jdbc);
    this.pieces = new PieceRows(jdbc);
    this.contents = new ContentRows(jdbc);
    this.waits = new WaitRows(jdbc, settings, clock);
    this.completion = completion;
    this.scanning = scanning;
    this.orphans = orphans;
    this.settings = settings;
    this.clock = clock;
  }

  /** One turn. */
  void run() {
    Instant now = clock.instant();
    finish();
    Instant before = now.minus(settings.get(ContentsSettings.ORPHAN_AGE));
    while (contents.forgetSenders(before, BATCH) == BATCH) {}
    long gone = removeOrphans(before);
    while (uploads.expire(now, BATCH) == BATCH) {}
    while (waits.forget(now, BATCH) == BATCH) {}
    long ended = removeEnded();
    if (gone > 0 || ended > 0) {
      LOG.removed(ended, gone);
    }
    // Last, since nobody knows how long scanners take.
    contents.unscanned(BATCH).forEach(scanning::scan);
  }

  /** What a node died over. */
  private void finish() {
    for (Waiting each : uploads.waiting(BATCH)) {
      Optional<UploadRows.Row> row = uploads.find(each.user(), each.id());
      if (row.isPresent() && row.get().waits()) {
        try {
          completion.complete(each.user(), row.get());
        } catch (RefusedException refused) {
          LOG.tracef("upload %s was not what it said: %s", each.id(), refused.code());
        }
      }
    }
  }

  private long removeOrphans(Instant before) {
    Passed passed =
        jdbc.one(
                ORPHANS,
                row ->
                    new Passed(
                        row.getInt("passed") < PASSED ? "" : row.getString("last"),
                        Sql.texts(row, "orphans")),
                last,
                PASSED,
                before)
            .orElseThrow();
    last = passed.last();
    long gone = 0;
    for (int i = 0; i < passed.orphans().size(); i += REMOVED_AT_ONCE) {
      int end = Math.min(passed.orphans().size(), i + REMOVED_AT_ONCE);
      gone += orphans.remove(passed.orphans().subList(i, end));
    }
    return gone;
  }

  private long removeEnded() {
    long removed = 0;
    List<UUID> ended;
    do {
      ended = uploads.ended(BATCH);
      for (UUID upload : ended) {
        pieces.remove(upload);
        removed += uploads.remove(upload);
      }
    } while (ended.size() == BATCH);
    return removed;
  }

  /** Where the next turn goes on, and what was found without use. */
  private record Passed(String last, List<String> orphans) {}
}
