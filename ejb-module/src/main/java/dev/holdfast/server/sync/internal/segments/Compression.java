package dev.holdfast.server.sync.internal.segments;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import dev.holdfast.kernel.wire.SegmentContent;

/**
 * Compresses segments as {@link SegmentContent#decompress} expects it: by the native library that
 * WildFly brings, in a fifth of the processor time; where there is none for the platform, in Java.
 */
public final class Compression {
  private static final int FASTEST = 1;
  private static final boolean NATIVE = load();

  private Compression() {}

  /** Compresses. */
  public static byte[] compress(byte[] content) {
    return NATIVE ? Zstd.compress(content, FASTEST) : SegmentContent.compress(content);
  }

  /** Whether the native library does it. */
  public static boolean isNative() {
    return NATIVE;
  }

  private static boolean load() {
    try {
      Native.load();
      return true;
    } catch (LinkageError | RuntimeException e) {
      // Said once by whoever makes segments.
      return false;
    }
  }
}
