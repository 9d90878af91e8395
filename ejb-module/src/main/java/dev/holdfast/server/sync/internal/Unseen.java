package dev.holdfast.server.sync.internal;

import java.util.List;

/**
 * What a snapshot does not see: what began after it, and what was running. Two ranges of an index
 * on transaction ids, so that it costs what it finds: between the oldest that was running and the
 * newest lies everything that was written since a long transaction began.
 *
 * @param snapshot {@code pg_snapshot} as text
 */
record Unseen(String snapshot) {

  /** The condition on a column of type {@code xid8}. */
  String of(String column) {
    String later = column + " >= ?::xid8";
    return running().length == 0
        ? later
        : '(' + later + " OR " + column + " = ANY(?::text[]::xid8[]))";
  }

  /** Values for the condition. */
  List<Object> parameters() {
    return running().length == 0 ? List.of(end()) : List.of(end(), running());
  }

  /** The oldest transaction that it does not see; all older ones it does. */
  String oldest() {
    return running().length == 0 ? end() : running()[0];
  }

  private String end() {
    return snapshot.split(":", -1)[1];
  }

  private String[] running() {
    String running = snapshot.split(":", -1)[2];
    return running.isEmpty() ? new String[0] : running.split(",");
  }
}
