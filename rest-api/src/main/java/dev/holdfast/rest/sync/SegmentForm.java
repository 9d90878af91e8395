package dev.holdfast.rest.sync;

import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.server.sync.api.Segments.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The forms in which a segment travels. The same segment in the same form is the same bytes. */
enum SegmentForm {
  ZSTD,
  GZIP,
  IDENTITY;

  /** The best form that a client takes. */
  static SegmentForm of(@Nullable String acceptEncoding) {
    for (SegmentForm form : new SegmentForm[] {ZSTD, GZIP}) {
      if (acceptEncoding != null
          && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
              .map(String::strip)
              .anyMatch(form::isNamed)) {
        return form;
      }
    }
    return IDENTITY;
  }

  private boolean isNamed(String coding) {
    String[] parts = coding.split(";", 2);
    boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
    return parts[0].strip().equals(coding()) && !refused;
  }

  /** Value of the header {@code Content-Encoding}. */
  String coding() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The entity tag, with quotes: of these very bytes, since two nodes may compress the same content
   * to different ones.
   */
  String tag(Segment segment, byte[] bytes) {
    if (this == IDENTITY) {
      return '"' + segment.id() + '"';
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return '"' + segment.id() + '-' + coding() + '-' + Long.toHexString(sum.getValue()) + '"';
  }

  /** The bytes. */
  byte[] bytes(Segment segment) {
    if (this == ZSTD) {
      return segment.zstd();
    }
    try {
      byte[] content = SegmentContent.decompress(segment.zstd(), segment.size());
      return this == GZIP ? gzip(content) : content;
    } catch (IOException e) {
      throw new UncheckedIOException("segment " + segment.id() + " is damaged in the cache", e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
