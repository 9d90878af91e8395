package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.sync.internal.segments.Compression;
import dev.holdfast.server.sync.internal.segments.CutRule;
import dev.holdfast.server.sync.internal.segments.SegmentCache;
import dev.holdfast.server.sync.internal.segments.SegmentSink;
import dev.holdfast.server.sync.internal.segments.SegmentWriter;
import dev.holdfast.server.sync.internal.segments.StoredSegment;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Makes the segments of a bucket in one snapshot: from the database's cursor to the cache. */
@Dependent
class BucketSegments {
  private static final int FETCH_SIZE = 1_000;

  private final DataSource dataSource;
  private final SegmentCache cache;
  private final CutRule rule;
  private final Clock clock;

  @Inject
  BucketSegments(DataSource dataSource, SegmentCache cache, Settings settings, Clock clock) {
    this.dataSource = dataSource;
    this.cache = cache;
    this.rule = new CutRule(settings.get(SyncSettings.SEGMENT_BYTES));
    this.clock = clock;
  }

  /**
   * Makes those of one bucket.
   *
   * @throws BrokenCaptureException if a row that capture knows is not there
   */
  Manifest build(ManifestKey bucket) throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection()) {
      try {
        Snapshot snapshot = Snapshot.begin(connection, Look.NONE);
        Checkpoint checkpoint =
            new Checkpoint(
                snapshot.epoch(), snapshot.text(), clock.instant(), List.of(), snapshot.beacon());
        Manifest manifest = new Manifest(checkpoint, System.nanoTime(), build(snapshot, bucket));
        LOG.built(manifest.segments().size(), bucket.bucket().toString(), manifest.rows());
        return manifest;
      } finally {
        connection.rollback();
      }
    }
  }

  private List<SegmentRef> build(Snapshot snapshot, ManifestKey bucket)
      throws SQLException, IOException {
    return write(snapshot, bucket, rule, (segment, content) -> keep(bucket, segment, content));
  }

  private void keep(ManifestKey bucket, SegmentRef segment, byte[] content) {
    if (!cache.has(segment.id())) {
      cache.put(
          segment.id(),
          new StoredSegment(
              bucket.bucket(),
              bucket.unit().definition(),
              segment.rows(),
              segment.bytes(),
              Compression.compress(content)));
    }
  }

  /**
   * Makes the segments that show a bucket in a snapshot.
   *
   * @return all of them, in the order of their keys
   * @throws BrokenCaptureException if a row that capture knows is not there
   */
  static List<SegmentRef> write(
      Snapshot snapshot, ManifestKey bucket, CutRule rule, SegmentSink sink)
      throws SQLException, IOException {
    SegmentWriter writer =
        new SegmentWriter(sink, rule, bucket.bucket(), bucket.unit().definition());
    snapshot
        .sql()
        .<IOException>each(
            ManifestQueries.rows(bucket.unit()),
            FETCH_SIZE,
            row -> add(writer, row, bucket),
            (Object) BucketQueries.ids(List.of(bucket.bucket())));
    return writer.finish();
  }

  private static void add(SegmentWriter writer, ResultSet row, ManifestKey bucket)
      throws SQLException, IOException {
    byte[] content = row.getBytes(2);
    if (content == null) {
      throw new BrokenCaptureException(bucket.unit().name());
    }
    writer.add(row.getBytes(1), content);
  }
}
