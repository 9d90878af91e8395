package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of one query: from the database's cursor to the wire, without objects. Not for
 * use by several threads; after a failure the stream is cut.
 */
final class LineStream {
  private static final int FETCH_SIZE = 2_000;
  private final SyncStreamWriter out;
  private final Clock clock;
  private final Instant deadline;
  private final LongConsumer progress;

  /**
   * Writes to a stream until a time.
   *
   * @param progress is told how many more lines were written, every now and then
   */
  LineStream(SyncStreamWriter out, Clock clock, Instant deadline, LongConsumer progress) {
    this.out = out;
    this.clock = clock;
    this.deadline = deadline;
    this.progress = progress;
  }

  /**
   * Writes every bucket of a query that has lines or must end.
   *
   * @return rows and deletions written
   * @throws BrokenCaptureException if a row that capture knows is not there
   * @throws IOException if the device went away or takes too long
   */
  long write(Snapshot snapshot, CapturedUnit unit, LineQuery query)
      throws SQLException, IOException {
    Run run = new Run(unit, query, sums(snapshot, unit, query));
    snapshot
        .sql()
        .<IOException>each(query.text(), FETCH_SIZE, run::line, query.parameters().toArray());
    run.finish();
    progress.accept(run.lines % FETCH_SIZE);
    return run.lines;
  }

  private static Map<String, BucketSum> sums(Snapshot snapshot, CapturedUnit unit, LineQuery query)
      throws SQLException {
    List<BucketName> names = query.buckets().stream().map(HeldBucket::name).toList();
    return BucketQueries.sums(snapshot, unit, names);
  }

  /** The present bucket and transaction of one query. */
  private final class Run {
    private final CapturedUnit unit;
    private final Map<Long, HeldBucket> buckets = new HashMap<>();
    private final Set<Long> lacking = new LinkedHashSet<>();
    private final Map<String, BucketSum> sums;
    private @Nullable HeldBucket bucket;
    private long present;
    private @Nullable String transaction;
    private long lines;

    Run(CapturedUnit unit, LineQuery query, Map<String, BucketSum> sums) {
      this.unit = unit;
      this.sums = sums;
      for (HeldBucket held : query.buckets()) {
        buckets.put(held.name().id(), held);
        if (held.mustEnd()) {
          lacking.add(held.name().id());
        }
      }
    }

    void line(ResultSet row) throws SQLException, IOException {
      long id = row.getLong("bucket");
      if (bucket == null || id != present) {
        end();
        begin(id);
      }
      String xid = row.getString("xid");
      if (!xid.equals(transaction)) {
        out.transaction(xid);
        transaction = xid;
      }
      byte[] key = row.getBytes("key");
      byte[] content = row.getBytes("content");
      if (content != null) {
        out.put(key, content);
      } else if (row.getBoolean("deleted")) {
        out.delete(key);
      } else {
        throw new BrokenCaptureException(unit.name());
      }
      if (++lines % FETCH_SIZE == 0) {
        if (clock.instant().isAfter(deadline)) {
          throw new IOException("the device has taken too long; it resumes with its next request");
        }
        progress.accept(FETCH_SIZE);
      }
    }

    void finish() throws IOException {
      end();
      for (long id : List.copyOf(lacking)) {
        begin(id);
        end();
      }
    }

    private void begin(long id) throws IOException {
      HeldBucket held = buckets.get(id);
      if (held == null) {
        throw new IllegalStateException("not asked for: " + id);
      }
      out.bucket(held.name().toString(), held.full());
      bucket = held;
      present = id;
      transaction = null;
      lacking.remove(id);
    }

    private void end() throws IOException {
      if (bucket != null) {
        BucketSum sum = sums.getOrDefault(bucket.name().terms(), BucketSum.EMPTY);
        out.finished(sum.rows(), sum.sum());
        bucket = null;
      }
    }
  }
}
