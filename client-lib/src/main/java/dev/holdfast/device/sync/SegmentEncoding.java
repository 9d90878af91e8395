package dev.holdfast.device.sync;

import dev.holdfast.kernel.wire.SegmentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How segments are compressed on their way. The decompressor of zstd needs {@code sun.misc.Unsafe},
 * which not every platform has, nor has to have for ever; gzip every platform has.
 */
public enum SegmentEncoding {
  /** Smaller, and faster to read. */
  ZSTD,
  /** For devices that can't read the other one. */
  GZIP;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentEncoding.class);

  /** The letters "hf", as zstd has them: one raw block. */
  private static final byte[] PROBE = {
    (byte) 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x20, 2, 0x11, 0, 0, 'h', 'f'
  };

  private static final int PROBE_SIZE = 2;

  /** Tries whether zstd can be read here. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Reads something.
     *
     * @throws LinkageError if what that needs is not there
     */
    void read() throws IOException;
  }

  /** Reads a few bytes by the decompressor that segments are read by. */
  public static void probe() throws IOException {
    SegmentContent.decompress(PROBE, PROBE_SIZE);
  }

  /** The best that can be read here. */
  public static SegmentEncoding best(Probe zstd) {
    try {
      zstd.read();
      return ZSTD;
    } catch (LinkageError | IOException e) {
      LOG.info(
          "zstd can't be read here ({}); segments come as gzip, which is larger.", e.toString());
      return GZIP;
    }
  }

  /** Its name in headers and requests. */
  String coding() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to ask a server for. */
  List<String> asked() {
    return List.of(coding());
  }

  /** Whether bytes that are called so are of this one. */
  boolean isNamed(String coding) {
    return coding().equalsIgnoreCase(coding);
  }

  /**
   * Decompresses.
   *
   * @param coding the name of what they were compressed with, empty if they were not
   * @param size of the content in bytes
   * @throws IOException if they can't be read, or are not that much
   */
  static byte[] content(String coding, byte[] bytes, int size) throws IOException {
    if (ZSTD.isNamed(coding)) {
      return SegmentContent.decompress(bytes, size);
    }
    return GZIP.isNamed(coding) ? unzipped(bytes, size) : bytes;
  }

  private static byte[] unzipped(byte[] bytes, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] content = in.readNBytes(size);
      if (content.length < size || in.read() >= 0) {
        throw new IOException("a segment has another size than said");
      }
      return content;
    }
  }
}
