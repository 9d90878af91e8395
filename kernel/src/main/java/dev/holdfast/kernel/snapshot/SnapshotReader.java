package dev.holdfast.kernel.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.snapshot.SnapshotFormatException.Reason;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.WireJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a snapshot file: what is in it for those who have keys. What is damaged in part is not
 * there; what the system can't read, as when a card was pulled, is an {@link IOException}. In
 * memory for the names of its buckets and of the segments of those that were opened. Not
 * thread-safe.
 */
public final class SnapshotReader implements Closeable {
  /** Most buckets of a file. */
  public static final int MOST_BUCKETS = 20_000;

  private static final int MOST_LINE_BYTES = 4 * 1024;
  private static final int MOST_TAIL_BYTES = 64 * 1024;
  private static final int MOST_PART_BYTES = 80 * 1024 * 1024;
  private static final int END_BYTES = Integer.BYTES + SnapshotWriter.END.length();
  private static final String CUT =
      "The snapshot file is not whole: its end lacks. Copy it again, or have another one made.";
  private static final String CHANGED =
      "The snapshot file is damaged. Copy it again, or have another one made.";

  private final RandomAccessFile file;
  private final SnapshotHead head;
  private final String seal;
  private final String digest;
  private final Map<String, SnapshotIndex.Entry> buckets = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  /** Where a segment is, and what opens it. */
  private record Place(BucketKey key, long number, SnapshotPart part) {}

  /**
   * Opens a file.
   *
   * @throws SnapshotFormatException if it is none that can be used
   * @throws IOException if it can't be read
   */
  public static SnapshotReader open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    try {
      return new SnapshotReader(file);
    } catch (IOException | RuntimeException e) {
      // Whatever it is goes on, but the file is nobody's to close then.
      file.close();
      throw e;
    }
  }

  private SnapshotReader(RandomAccessFile file) throws IOException {
    this.file = file;
    requireForm(line());
    String headLine = line();
    SnapshotTail tail = tail();
    long indexBytes = (long) tail.buckets() * SnapshotIndex.ENTRY_BYTES;
    if (tail.buckets() < 0 || tail.buckets() > MOST_BUCKETS || tail.seal() == null) {
      throw damaged(CHANGED);
    }
    byte[] index = bytes(tail.index(), (int) indexBytes).orElseThrow(() -> damaged(CHANGED));
    this.head = json(headLine.getBytes(StandardCharsets.UTF_8), SnapshotHead.class);
    this.seal = tail.seal();
    this.digest = SnapshotIndex.digest(headLine, index);
    SnapshotIndex.entries(index).forEach(entry -> buckets.put(entry.tag(), entry));
  }

  private static void requireForm(String firstLine) throws SnapshotFormatException {
    if (!firstLine.startsWith(SnapshotIndex.MAGIC)) {
      throw new SnapshotFormatException(
          Reason.NOT_A_SNAPSHOT,
          "This is no snapshot file. One is made by holdfast admin snapshot.");
    }
    if (!firstLine.equals(SnapshotIndex.FIRST_LINE)) {
      throw new SnapshotFormatException(
          Reason.TOO_NEW, "The snapshot file has a later form. Update the device.");
    }
  }

  /** What everybody may know of the file. */
  public SnapshotHead head() {
    return head;
  }

  /** What to tell the server of it. */
  public SyncRequest.Offer offer() {
    return new SyncRequest.Offer(seal, digest, List.copyOf(buckets.keySet()));
  }

  /**
   * Opens a bucket.
   *
   * @return its segments in the order of their keys; empty if its list is damaged, not there or
   *     empty: then it is no longer offered
   * @throws IOException if it can't be read
   */
  public Optional<List<SegmentRef>> open(BucketKey key) throws IOException {
    SnapshotIndex.Entry entry = buckets.get(key.tag());
    Optional<SnapshotPart[]> parts = entry == null ? Optional.empty() : list(entry, key);
    if (parts.isEmpty() || parts.get().length == 0) {
      buckets.remove(key.tag());
      return Optional.empty();
    }
    long number = 0;
    for (SnapshotPart part : parts.get()) {
      places.put(part.id(), new Place(key, ++number, part));
    }
    return Optional.of(Arrays.stream(parts.get()).map(SnapshotPart::segment).toList());
  }

  private Optional<SnapshotPart[]> list(SnapshotIndex.Entry entry, BucketKey key)
      throws IOException {
    return bytes(entry.at(), entry.length())
        .filter(bytes -> SnapshotIndex.digest(bytes).equals(entry.digest()))
        .flatMap(bytes -> key.open(BucketKey.LIST, bytes))
        .flatMap(SnapshotReader::parts);
  }

  private static Optional<SnapshotPart[]> parts(byte[] list) {
    try {
      return Optional.of(WireJson.mapper().readValue(list, SnapshotPart[].class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a bucket that was opened has a segment. */
  public boolean has(String segment) {
    return places.containsKey(segment);
  }

  /**
   * A segment of a bucket that was opened, compressed; empty if it is damaged or not there.
   *
   * @throws IOException if it can't be read
   */
  public Optional<byte[]> zstd(String segment) throws IOException {
    Place place = places.get(segment);
    return place == null
        ? Optional.empty()
        : bytes(place.part().at(), place.part().length())
            .flatMap(bytes -> place.key().open(place.number(), bytes));
  }

  /** A segment can't be used: its bucket is no longer offered. */
  public void spoilt(String segment) {
    Place place = places.remove(segment);
    if (place != null) {
      buckets.remove(place.key().tag());
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = file.read(); octet >= 0; octet = file.read()) {
      line.append((char) octet);
      if (octet == '\n' || line.length() > MOST_LINE_BYTES) {
        break;
      }
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private SnapshotTail tail() throws IOException {
    long end = file.length() - END_BYTES;
    byte[] last = bytes(end, END_BYTES).orElseThrow(() -> damaged(CUT));
    String mark =
        new String(last, Integer.BYTES, SnapshotWriter.END.length(), StandardCharsets.UTF_8);
    int length = ByteBuffer.wrap(last).getInt();
    if (!mark.equals(SnapshotWriter.END) || length < 0 || length > MOST_TAIL_BYTES) {
      throw damaged(CUT);
    }
    byte[] tail = bytes(end - length, length).orElseThrow(() -> damaged(CHANGED));
    return json(tail, SnapshotTail.class);
  }

  private static <T> T json(byte[] text, Class<T> type) throws IOException {
    try {
      T read = WireJson.mapper().readValue(text, type);
      if (read == null) {
        throw damaged(CHANGED);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw damaged(CHANGED);
    }
  }

  /** Bytes of the file; empty if it has none there. */
  private Optional<byte[]> bytes(long at, int length) throws IOException {
    if (at < 0 || length < 0 || length > MOST_PART_BYTES || at > file.length() - length) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return Optional.of(bytes);
  }

  private static SnapshotFormatException damaged(String message) {
    return new SnapshotFormatException(Reason.DAMAGED, message);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
