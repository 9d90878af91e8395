package dev.holdfast.server.sync.internal.segments;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the segments of one bucket from its rows, in memory for one segment. Not for use by several
 * threads.
 */
public final class SegmentWriter {
  private final SegmentSink sink;
  private final CutRule rule;
  private final BucketName bucket;
  private final String definition;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final List<SegmentRef> segments = new ArrayList<>();
  private int rows;

  /** Begins a bucket. */
  public SegmentWriter(SegmentSink sink, CutRule rule, BucketName bucket, String definition) {
    this.sink = sink;
    this.rule = rule;
    this.bucket = bucket;
    this.definition = definition;
  }

  /** Takes the next row, in the order of the keys' bytes. */
  public void add(byte[] key, byte[] row) throws IOException {
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
  public List<SegmentRef> finish() throws IOException {
    if (rows > 0) {
      cut();
    }
    return List.copyOf(segments);
  }

  private void cut() throws IOException {
    byte[] bytes = content.toByteArray();
    String id = SegmentContent.id(definition, bucket.toString(), bytes);
    SegmentRef segment = new SegmentRef(id, rows, bytes.length);
    sink.take(segment, bytes);
    segments.add(segment);
    content.reset();
    rows = 0;
  }
}
