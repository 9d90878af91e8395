package dev.holdfast.device.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tells values of SQLite from others without keeping them. Not for use by several threads. */
final class Fingerprint {
  private static final byte END = 0;

  private final MessageDigest digest;

  Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The next value. */
  void add(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      add('b', bytes);
    } else if (value != null) {
      char kind = value instanceof String ? 't' : value instanceof Double ? 'd' : 'i';
      add(kind, value.toString().getBytes(StandardCharsets.UTF_8));
    } else {
      digest.update((byte) 'n');
    }
  }

  private void add(char kind, byte[] bytes) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /** What comes is something else. */
  void end() {
    digest.update(END);
  }

  /** That of all values so far; begins anew. */
  String value() {
    return Base64.getEncoder().encodeToString(digest.digest());
  }
}
