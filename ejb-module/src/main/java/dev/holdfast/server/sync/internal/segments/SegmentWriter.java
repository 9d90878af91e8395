package dev.holdfast.server.sync.internal.segments;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the segments of one bucket from its rows, in memory for one segment. Not for use by several
 * threads.
 */
public final class SegmentWriter {
  private final SegmentCache cache;
  private final CutRule rule;
  private final BucketName bucket;
  private final String definition;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final List<SegmentRef> segments = new ArrayList<>();
  private int rows;

  /** Begins a bucket. */
  public SegmentWriter(SegmentCache cache, CutRule rule, BucketName bucket, String definition) {
    this.cache = cache;
    this.rule = rule;
    this.bucket = bucket;
    this.definition = definition;
  }

  /** Takes the next row, in the order of the keys' bytes. */
  public void add(byte[] key, byte[] row) {
    content.writeBytes(key);
    content.write('\t');
    content.writeBytes(row);
    content.write('\n');
    rows++;
    if (rule.endsAfter(key, content.size())) {
      cut();
    }
  }

  /** Ends the bucket. */
  public List<SegmentRef> finish() {
    if (rows > 0) {
      cut();
    }
    return List.copyOf(segments);
  }

  private void cut() {
    byte[] bytes = content.toByteArray();
    String id = SegmentContent.id(definition, bucket.toString(), bytes);
    if (!cache.has(id)) {
      cache.put(
          id,
          new StoredSegment(bucket, definition, rows, bytes.length, Compression.compress(bytes)));
    }
    segments.add(new SegmentRef(id, rows, bytes.length));
    content.reset();
    rows = 0;
  }
}
