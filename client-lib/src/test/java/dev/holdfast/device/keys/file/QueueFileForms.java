package dev.holdfast.device.keys.file;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.seal.Sealed;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files of queues as other versions of the library, or nobody, would write them. */
public final class QueueFileForms {
  private QueueFileForms() {}

  /** What is in one. */
  public static byte[] content(Path file, KeyProtection protection) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new SealedInput(Files.newInputStream(file), protection))) {
      return in.readAllBytes();
    }
  }

  /** One of this version with another content. */
  public static void write(Path file, KeyProtection protection, byte[] content) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(new SealedOutput(Files.newOutputStream(file), protection))) {
      out.write(content);
    }
  }

  /** One of the first version: less than a part. */
  public static void writeFirst(Path file, KeyProtection protection, byte[] content)
      throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    byte[] key = new byte[Sealed.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] head =
        new SealedHead(1, protection.scheme(), protection.wrap(key, SealedHead.CONTEXT)).bytes();
    byte[] part = new SealedParts(key, head).seal(zipped.toByteArray(), zipped.size(), true);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(head);
      out.writeBoolean(true);
      out.writeInt(part.length);
      out.write(part);
    }
  }
}
