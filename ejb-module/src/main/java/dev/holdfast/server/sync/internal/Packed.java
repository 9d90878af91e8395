package dev.holdfast.server.sync.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Some bytes that many get, and the same as a gzip member, made when somebody wants it. */
final class Packed {
  private final byte[] plain;
  private byte @Nullable [] member;

  Packed(byte[] plain) {
    this.plain = plain;
  }

  byte[] plain() {
    return plain;
  }

  synchronized byte[] member() {
    byte[] present = member;
    if (present == null) {
      present = pack();
      member = present;
    }
    return present;
  }

  private byte[] pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new Quick(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }

  /** Most of what is packed goes to one device only, while many others wait. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
