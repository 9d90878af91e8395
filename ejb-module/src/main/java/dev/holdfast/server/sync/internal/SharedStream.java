package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A delta's whole stream, which is the same for devices of one scope. Thread-safe.
 *
 * @see KnownDeltas
 */
final class SharedStream {
  private final List<Watched> buckets;
  private final List<PackageRef> packages;
  private final Made made;
  private final byte[] head;
  private final byte[] lines;
  private final byte[] end;
  private byte @Nullable [] packed;

  /**
   * What the stream says of itself.
   *
   * @param checkpoint where it leads
   * @param at when it was made; devices take it for the present
   */
  record Made(String checkpoint, Instant at) {}

  /**
   * A stream.
   *
   * @param standing a device that it is for
   */
  SharedStream(LastAnswer standing, Made made, byte[] head, byte[] lines, byte[] end) {
    this.buckets = standing.buckets();
    this.packages = standing.packages();
    this.made = made;
    this.head = head;
    this.lines = lines;
    this.end = end;
  }

  /** Whether it is for another device, too. */
  boolean isFor(LastAnswer standing) {
    return buckets.equals(standing.buckets()) && packages.equals(standing.packages());
  }

  Made made() {
    return made;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head);
    out.write(lines);
    out.write(end);
  }

  /** The same as a doorbell hands it over: Base64 of gzip. Made once. */
  synchronized byte[] packed() {
    byte[] present = packed;
    if (present == null) {
      present = pack();
      packed = present;
    }
    return present;
  }

  private byte[] pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return Base64.getEncoder().encode(bytes.toByteArray());
  }
}
