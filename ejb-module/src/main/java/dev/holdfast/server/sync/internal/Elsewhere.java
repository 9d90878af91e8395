package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Buckets that have to come whole, but whose rows are not in the stream: it says where they are.
 */
@Dependent
class Elsewhere {
  private final SnapshotChoice files;
  private final SegmentChoice segments;

  @Inject
  Elsewhere(SnapshotChoice files, SegmentChoice segments) {
    this.files = files;
    this.segments = segments;
  }

  /**
   * Says what the device takes from its snapshot file.
   *
   * @throws RefusedException if the file can't be used
   */
  Map<HeldBucket, SyncLine> inFile(Snapshot snapshot, SyncPlan plan, SyncRequest request)
      throws RefusedException, SQLException {
    return files.choose(snapshot, plan, request);
  }

  /**
   * Says where all of a plan is that is elsewhere: what of the rest the device fetches in segments.
   *
   * @param inFile what it takes from its snapshot file
   * @param last whether segments that are not there are done without
   * @throws SegmentsLackingException if segments have to be made first
   */
  Map<HeldBucket, SyncLine> choose(
      Snapshot snapshot,
      SyncPlan plan,
      Map<HeldBucket, SyncLine> inFile,
      SyncRequest request,
      boolean last)
      throws SegmentsLackingException, SQLException {
    Map<HeldBucket, SyncLine> chosen = new LinkedHashMap<>(inFile);
    chosen.putAll(segments.choose(snapshot, plan.without(chosen.keySet()), request, last));
    return chosen;
  }

  /** Writes where they are. */
  static void write(SyncStreamWriter writer, Map<HeldBucket, SyncLine> chosen) throws IOException {
    for (Map.Entry<HeldBucket, SyncLine> bucket : chosen.entrySet()) {
      writer.bucket(bucket.getKey().name().toString(), true);
      if (bucket.getValue() instanceof SyncLine.InFile file) {
        writer.inFile(file.checkpoint(), file.key());
      } else if (bucket.getValue() instanceof SyncLine.Segments named) {
        writer.segments(named.checkpoint(), named.segments());
      }
    }
  }
}
