package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes buckets that come as patches: the ranges in which a device stores something else than the
 * capture entries say. Not for use by several threads; after a failure the stream is cut.
 */
final class PatchStream {
  private static final int FETCH_SIZE = 2_000;
  private final SyncStreamWriter out;
  private final Clock clock;
  private final Instant deadline;
  private long lines;
  private int open;

  PatchStream(SyncStreamWriter out, Clock clock, Instant deadline) {
    this.out = out;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Writes a unit's patches.
   *
   * @return rows written
   * @throws BrokenCaptureException if a row that capture knows is not there
   * @throws IOException if the device went away or takes too long
   */
  long write(Snapshot snapshot, CapturedUnit unit, List<HeldBucket> buckets)
      throws SQLException, IOException {
    lines = 0;
    List<HeldBucket> patches = buckets.stream().filter(b -> b.patch() != null).toList();
    if (patches.isEmpty()) {
      return lines;
    }
    Map<String, BucketSum> sums =
        BucketQueries.sums(snapshot, unit, patches.stream().map(HeldBucket::name).toList());
    for (HeldBucket bucket : patches) {
      Differences patch = Objects.requireNonNull(bucket.patch());
      out.bucket(bucket.name().toString(), SyncLine.Coming.PATCH);
      BucketSum sum = patch.sum();
      if (sum == null) {
        sum = sums.getOrDefault(bucket.name().terms(), BucketSum.EMPTY);
      } else {
        ranges(snapshot, unit, bucket, patch);
      }
      out.finished(sum.rows(), sum.sum());
    }
    return lines;
  }

  private void ranges(Snapshot snapshot, CapturedUnit unit, HeldBucket bucket, Differences patch)
      throws SQLException, IOException {
    open = 0;
    if (!patch.ranges().isEmpty()) {
      RangeQueries.Query query =
          RangeQueries.rows(unit, bucket.name(), patch.bits(), patch.ranges());
      snapshot
          .sql()
          .<IOException>each(
              query.text(),
              FETCH_SIZE,
              row -> line(row, unit, patch),
              query.parameters().toArray());
    }
    openUpTo(patch, Integer.MAX_VALUE);
  }

  private void line(ResultSet row, CapturedUnit unit, Differences patch)
      throws SQLException, IOException {
    openUpTo(patch, row.getInt("range"));
    byte[] content = row.getBytes("content");
    if (content == null) {
      throw new BrokenCaptureException(unit.name());
    }
    out.put(row.getBytes("key"), content);
    if (++lines % FETCH_SIZE == 0 && clock.instant().isAfter(deadline)) {
      throw new IOException("the device has taken too long; it asks again");
    }
  }

  /** A range without rows is named too: what the device has in it goes. */
  private void openUpTo(Differences patch, int range) throws IOException {
    List<Integer> differing = patch.ranges();
    while (open < differing.size() && differing.get(open) <= range) {
      out.range(differing.get(open++), patch.bits());
    }
  }
}
