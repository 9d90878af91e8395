package dev.holdfast.server.history.internal;

import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.history.internal.EntryRows.Linked;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Goes along a case's chain and finds the first entry that is wrong. That the last entries were cut
 * off can't be seen from the chain alone.
 */
final class ChainCheck {
  private Chain.End end = Chain.End.START;
  private long entries;
  private long brokenAt;

  /** Takes the next entry, in the order of positions. */
  void accept(ResultSet row) throws SQLException {
    entries++;
    if (brokenAt == 0 && !fits(row)) {
      brokenAt = end.position() + 1;
    }
  }

  Verification result() {
    return new Verification(entries, brokenAt == 0, brokenAt);
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
