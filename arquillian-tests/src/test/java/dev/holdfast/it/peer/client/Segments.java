package dev.holdfast.it.peer.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Fetches segments. What came of one before a cut is not fetched again. */
final class Segments {
  private static final int PORTION = 8192;

  /** What came of a segment so far, encoded, and of which representation it is. */
  private static final class Part {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String tag = "";
    private boolean zipped;
  }

  private final Calls calls;
  private final Map<String, Part> parts = new HashMap<>();

  Segments(Calls calls) {
    this.calls = calls;
  }

  /**
   * Fetches what lacks of a bucket.
   *
   * @throws RefusedException with {@code segment-gone} if it has to be asked for anew
   * @throws IOException if the connection was cut; what came is kept
   */
  void fetch(String name, Incoming bucket) throws IOException {
    for (SegmentRef segment : bucket.missing()) {
      Part part = parts.computeIfAbsent(segment.id(), id -> new Part());
      fetch(segment, part);
      byte[] bytes = part.bytes.toByteArray();
      parts.remove(segment.id());
      byte[] content = part.zipped ? unzip(bytes) : bytes;
      bucket.segment(segment.id(), segment.rows(bucket.definition(), name, content));
    }
  }

  private void fetch(SegmentRef segment, Part part) throws IOException {
    String path = "/segments/" + segment.id();
    int before = part.bytes.size();
    try (Reply reply =
        before == 0
            ? calls.get(path, "Accept-Encoding", "gzip")
            : calls.get(
                path,
                "Accept-Encoding",
                "gzip",
                "Range",
                "bytes=" + before + "-",
                "If-Range",
                part.tag)) {
      if (reply.status() != Reply.PARTIAL) {
        part.bytes.reset();
      }
      part.tag = reply.header("ETag");
      part.zipped = reply.isZipped();
      copy(reply.body(), part.bytes);
    }
  }

  /** Portion by portion, so that what came before a cut is there. */
  private static void copy(InputStream from, ByteArrayOutputStream to) throws IOException {
    byte[] portion = new byte[PORTION];
    for (int n = from.read(portion); n >= 0; n = from.read(portion)) {
      to.write(portion, 0, n);
    }
  }

  private static byte[] unzip(byte[] bytes) throws IOException {
    try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return content.readAllBytes();
    }
  }
}
