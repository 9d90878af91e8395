package dev.holdfast.device.sync;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Segment;
import dev.holdfast.device.store.SegmentRows;
import dev.holdfast.device.store.Segments;
import dev.holdfast.device.store.Undertaking;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments of staged buckets: while one is stored the next ones are on their way, in
 * another thread. Each is stored in one transaction, and not fetched again.
 */
final class SegmentFetch {
  private final Database database;
  private final SessionKeeper session;
  private final Undertaking undertaking;
  private final Meter meter;
  private final SegmentEncoding encoding;

  SegmentFetch(
      Database database,
      SessionKeeper session,
      Undertaking undertaking,
      Surroundings.Connected connection) {
    this.meter = connection.meter();
    this.encoding = connection.encoding();
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

  /** How it ended. */
  enum End {
    /** All of them are stored. */
    ALL,
    /** The server did not have all of them: it has to be asked for others. */
    LOST,
    /** Something else goes first. */
    INTERRUPTED
  }

  /**
   * Fetches those that are outstanding.
   *
   * @param wanted of which buckets
   * @param goesOn asked before each; false ends it when what is on its way is stored
   * @throws IOException if the connection broke
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  End run(Traffic traffic, Predicate<String> wanted, BooleanSupplier goesOn) throws IOException {
    List<Segment> outstanding =
        database.read(Segments::outstanding).stream()
            .filter(segment -> wanted.test(segment.bucket()))
            .toList();
    if (outstanding.isEmpty()) {
      return End.ALL;
    }
    undertaking.expects(traffic.rows() + outstanding.stream().mapToLong(Segment::rows).sum());
    boolean all = true;
    int left = outstanding.size();
    @Nullable SnapshotSource snapshot = traffic.snapshot();
    SegmentSource source = new SegmentSource(database, session, encoding, snapshot);
    try (SegmentPipe pipe = new SegmentPipe(outstanding, source)) {
      boolean stopped = false;
      while (true) {
        if (!stopped && !goesOn.getAsBoolean()) {
          pipe.stop();
          stopped = true;
        }
        Optional<Fetched> next = pipe.next(undertaking);
        if (next.isEmpty()) {
          return left > 0 ? End.INTERRUPTED : all ? End.ALL : End.LOST;
        }
        Fetched fetched = next.get();
        left--;
        SegmentRows rows = fetched.rows();
        store(fetched.segment(), rows);
        all &= rows != null;
        if (snapshot != null && fetched.fromFile()) {
          snapshot.used(fetched.segment());
        }
        if (rows != null) {
          traffic.addLines(rows.rows().size(), rows.rows().size());
          undertaking.reached(traffic.rows(), traffic.bytes() + source.received());
          meter.writeIfMuch(database);
        }
      }
    } finally {
      traffic.addBytes(source.received());
    }
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
