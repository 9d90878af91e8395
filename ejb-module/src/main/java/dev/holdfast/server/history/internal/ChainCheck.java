package dev.holdfast.server.history.internal;

import dev.holdfast.kernel.digest.HistoryChain;
import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.History.End;
import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.history.api.Removal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes along a case's chain in the database. That the last entries were cut off can't be seen from
 * the chain alone: its end is kept beside it.
 */
final class ChainCheck {
  private final HistoryChain chain = new HistoryChain();
  private final List<Removal> removals = new ArrayList<>();
  private End kept = Chain.START;
  private long entries;
  private long unreadable;

  /**
   * Takes the next entry, in the order of positions; in each row the end as it is kept, and a row
   * with nothing else if there is no entry.
   */
  void accept(ResultSet row) throws SQLException {
    String hash = row.getString("end_hash");
    kept = hash == null ? Chain.START : new End(row.getLong("end_position"), hash);
    if (row.getObject("position") == null) {
      return;
    }
    entries++;
    if (unreadable == 0) {
      check(row);
    }
  }

  private void check(ResultSet row) throws SQLException {
    try {
      ChainedEntry next = EntryRows.read(row);
      if (chain.accept(next.entry().content(), next.previous(), next.hash())) {
        Removal.of(next.entry()).ifPresent(removals::add);
      }
    } catch (IllegalArgumentException e) {
      unreadable = row.getLong("position"); // changes that no entry of ours has
    }
  }

  Verification result() {
    long broken =
        unreadable > 0
            ? chain.brokenAt(unreadable, "")
            : chain.brokenAt(kept.position(), kept.hash());
    return new Verification(entries, broken == 0, broken, List.copyOf(removals));
  }
}
