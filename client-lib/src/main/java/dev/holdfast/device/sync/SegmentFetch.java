package dev.holdfast.device.sync;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Segment;
import dev.holdfast.device.store.SegmentRows;
import dev.holdfast.device.store.Segments;
import dev.holdfast.device.store.Undertaking;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments of staged buckets: while one is stored the next ones are on their way, in
 * another thread. Each is stored in one transaction, and not fetched again.
 */
final class SegmentFetch {
  private final Database database;
  private final SessionKeeper session;
  private final Undertaking undertaking;

  SegmentFetch(Database database, SessionKeeper session, Undertaking undertaking) {
    this.database = database;
    this.session = session;
    this.undertaking = undertaking;
  }

  /**
   * What came of a segment.
   *
   * @param segment the segment
   * @param rows its rows, null if the server has it no more
   * @param fromFile whether it is from the snapshot file
   */
  record Fetched(Segment segment, @Nullable SegmentRows rows, boolean fromFile) {
    /** From the server. */
    Fetched(Segment segment, @Nullable SegmentRows rows) {
      this(segment, rows, false);
    }
  }

  /**
   * Fetches all that are outstanding.
   *
   * @return whether the server had all of them; if not, it has to be asked for others
   * @throws IOException if the connection broke
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  boolean run(Traffic traffic) throws IOException {
    List<Segment> outstanding = database.read(Segments::outstanding);
    if (outstanding.isEmpty()) {
      return true;
    }
    undertaking.expects(traffic.rows() + outstanding.stream().mapToLong(Segment::rows).sum());
    boolean all = true;
    @Nullable SnapshotSource snapshot = traffic.snapshot();
    SegmentSource source = new SegmentSource(database, session, snapshot);
    try (SegmentPipe pipe = new SegmentPipe(outstanding, source)) {
      for (int i = 0; i < outstanding.size(); i++) {
        Fetched fetched = pipe.next(undertaking);
        SegmentRows rows = fetched.rows();
        store(fetched.segment(), rows);
        all &= rows != null;
        if (snapshot != null && fetched.fromFile()) {
          snapshot.used(fetched.segment());
        }
        if (rows != null) {
          traffic.addLines(rows.rows().size(), rows.rows().size());
          undertaking.reached(traffic.rows(), traffic.bytes() + source.received());
        }
      }
    } finally {
      traffic.addBytes(source.received());
    }
    return all;
  }

  private void store(Segment segment, @Nullable SegmentRows rows) {
    database.stage(
        connection -> {
          if (rows != null) {
            Segments.store(connection, segment, rows);
          } else {
            Segments.gone(connection, segment);
          }
          return segment;
        });
  }
}
