package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.snapshot.SnapshotHead;
import dev.holdfast.kernel.snapshot.SnapshotWriter;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.sync.api.SnapshotMaker.Made;
import dev.holdfast.server.sync.internal.segments.Compression;
import dev.holdfast.server.sync.internal.segments.CutRule;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Writes a snapshot file: from the database's cursor, with one segment in memory. */
@Dependent
class SnapshotContent {
  private final Signer signer;
  private final CutRule rule;
  private final Ids ids;
  private final Clock clock;

  @Inject
  SnapshotContent(Signer signer, Settings settings, Ids ids, Clock clock) {
    this.signer = signer;
    this.rule = new CutRule(settings.get(SyncSettings.SEGMENT_BYTES));
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Writes these buckets as a snapshot shows them.
   *
   * @throws BrokenCaptureException if a row that capture knows is not there
   */
  Made write(Snapshot snapshot, String application, List<ManifestKey> buckets, OutputStream out)
      throws SQLException, IOException {
    SnapshotHead head = new SnapshotHead(ids.next(), application, clock.instant());
    SnapshotWriter writer = new SnapshotWriter(out, head);
    long rows = 0;
    for (ManifestKey bucket : buckets) {
      writer.bucket(
          SnapshotSeal.key(head.id(), bucket.unit().definition(), bucket.bucket(), signer));
      rows +=
          BucketSegments.write(
                  snapshot,
                  bucket,
                  rule,
                  (segment, content) -> writer.segment(segment, Compression.compress(content)))
              .stream()
              .mapToLong(SegmentRef::rows)
              .sum();
      writer.endBucket();
    }
    Checkpoint checkpoint =
        new Checkpoint(
            snapshot.epoch(), snapshot.text(), head.madeAt(), List.of(), snapshot.beacon());
    writer.finish(
        digest -> new SnapshotSeal(head.id(), head.madeAt(), checkpoint, digest).text(signer));
    return new Made(head.id(), writer.buckets(), rows, writer.written());
  }
}
