package dev.holdfast.server.history.internal;

import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.history.internal.EntryRows.Linked;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Goes along a case's chain and finds the first entry that is wrong or missing. That the last
 * entries were cut off can't be seen from the chain alone: its end is kept beside it.
 */
final class ChainCheck {
  private Chain.End end = Chain.End.START;
  private Chain.End kept = Chain.End.START;
  private long entries;
  private long brokenAt;

  /**
   * Takes the next entry, in the order of positions; in each row the end as it is kept, and a row
   * with nothing else if there is no entry.
   */
  void accept(ResultSet row) throws SQLException {
    String hash = row.getString("end_hash");
    kept = hash == null ? Chain.End.START : new Chain.End(row.getLong("end_position"), hash);
    if (row.getObject("position") == null) {
      return;
    }
    entries++;
    if (brokenAt == 0 && !fits(row)) {
      brokenAt = end.position() + 1;
    }
  }

  Verification result() {
    long wrong = brokenAt == 0 && !end.equals(kept) ? missedAt() : brokenAt;
    return new Verification(entries, wrong == 0, wrong);
  }

  /** The first entry that one of chain and end has and the other has not. */
  private long missedAt() {
    return end.position() == kept.position()
        ? end.position()
        : Math.min(end.position(), kept.position()) + 1;
  }

  private boolean fits(ResultSet row) throws SQLException {
    Linked linked;
    try {
      linked = EntryRows.read(row);
    } catch (IllegalArgumentException e) {
      return false; // changes that no entry of ours has
    }
    boolean fits =
        linked.entry().position() == end.position() + 1
            && linked.previous().equals(end.hash())
            && linked.hash().equals(Chain.hash(end.hash(), linked.entry()));
    if (fits) {
      end = new Chain.End(linked.entry().position(), linked.hash());
    }
    return fits;
  }
}
