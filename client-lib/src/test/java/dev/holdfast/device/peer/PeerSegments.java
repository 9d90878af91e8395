package dev.holdfast.device.peer;

import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Segments of large buckets, cut after so many rows; off unless switched on. */
public final class PeerSegments {
  private final Model model;
  private final Map<String, Manifest> manifests = new HashMap<>();
  private final Map<String, byte[]> compressed = new HashMap<>();
  private final Set<String> codings = new LinkedHashSet<>();
  private int rows;
  private long bytesSent;
  private int answers;
  private int making;
  private Runnable answering = () -> {};

  PeerSegments(Model model) {
    this.model = model;
  }

  /** A bucket's segments at a snapshot. */
  record Manifest(Snapshot snapshot, List<SegmentRef> segments) {}

  /** Gives buckets of at least so many rows in segments of so many rows. */
  public void ofRows(int value) {
    rows = value;
  }

  /** Does something before each segment is given. */
  public void beforeEach(Runnable what) {
    answering = what;
  }

  /** So many times it says that a bucket's segments are being made. */
  public void makeLater(int times) {
    making = times;
  }

  boolean takeMaking() {
    return making-- > 0;
  }

  /** From here on buckets are shown as they are then. */
  public void renew() {
    manifests.clear();
  }

  /** Evicts everything. */
  public void forget() {
    manifests.clear();
    compressed.clear();
  }

  /** Evicts segments, but the manifests stay. */
  public void lose() {
    compressed.clear();
  }

  byte[] zstd(String id) {
    return Objects.requireNonNull(compressed.get(id));
  }

  /** Bytes of segments sent, up to where they were cut. */
  public long bytesSent() {
    return bytesSent;
  }

  /** In which encodings segments were asked for. */
  public Set<String> codings() {
    return codings;
  }

  /** How often a segment was asked for. */
  public int answers() {
    return answers;
  }

  /** Bytes of all segments of the manifests. */
  public long bytes() {
    return manifests.values().stream()
        .flatMap(m -> m.segments().stream())
        .mapToLong(segment -> Objects.requireNonNull(compressed.get(segment.id())).length)
        .sum();
  }

  private byte[] gzip(byte[] zstd, String id) {
    int size =
        manifests.values().stream()
            .flatMap(m -> m.segments().stream())
            .filter(segment -> segment.id().equals(id))
            .findFirst()
            .orElseThrow()
            .bytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(SegmentContent.decompress(zstd, size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  boolean suits(SyncRequest request, String bucket) {
    List<String> encodings = request.segments();
    return rows > 0
        && encodings != null
        && !encodings.isEmpty()
        && model.rows(bucket).size() >= rows;
  }

  Manifest of(String bucket, String definition, Snapshot now) {
    Manifest known = manifests.get(bucket);
    if (known != null && known.segments().stream().allMatch(s -> compressed.containsKey(s.id()))) {
      return known;
    }
    Manifest made = new Manifest(now, cut(bucket, definition));
    manifests.put(bucket, made);
    return made;
  }

  private List<SegmentRef> cut(String bucket, String definition) {
    List<SegmentRef> segments = new ArrayList<>();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int count = 0;
    int left = model.rows(bucket).size();
    for (Map.Entry<String, String> row : model.rows(bucket).entrySet()) {
      content.writeBytes(
          (row.getKey() + '\t' + row.getValue() + '\n').getBytes(StandardCharsets.UTF_8));
      count++;
      left--;
      // By content, so that a change leaves most of them as they are.
      if (left == 0 || count >= rows / 2 && row.getKey().hashCode() % 8 == 0 || count == rows) {
        byte[] bytes = content.toByteArray();
        String id = SegmentContent.id(definition, bucket, bytes);
        compressed.put(id, SegmentContent.compress(bytes));
        segments.add(new SegmentRef(id, count, bytes.length));
        content.reset();
        count = 0;
      }
    }
    return segments;
  }

  Transport.Answer answer(String id, Transport.Request request, Faults faults, Runnable goAway) {
    answers++;
    answering.run();
    String coding = request.headers().getOrDefault("Accept-Encoding", "");
    codings.add(coding);
    byte[] whole = compressed.get(id);
    if (whole == null) {
      return new PeerAnswer(404, "{\"code\":\"segment-gone\"}");
    }
    if (coding.equals("gzip")) {
      whole = gzip(whole, id);
    }
    String tag = '"' + id + '-' + coding + '"';
    String range = request.headers().getOrDefault("Range", "");
    boolean part = !range.isEmpty() && tag.equals(request.headers().get("If-Range"));
    int from = part ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) : 0;
    if (from >= whole.length) {
      return new PeerAnswer(416, "{}");
    }
    byte[] bytes = Arrays.copyOfRange(whole, from, whole.length);
    if (faults.takeSegmentCorruption()) {
      bytes[bytes.length / 2] ^= 4;
    }
    int cut = Math.min(faults.takeSegmentCut(), bytes.length);
    bytesSent += cut;
    return new PeerAnswer(
        part ? 206 : 200,
        bytes,
        cut,
        faults.takeSegmentEnd(goAway),
        Map.of("ETag", tag, "Content-Encoding", coding));
  }
}
