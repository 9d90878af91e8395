package dev.holdfast.device.keys.file;

import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.api.QueueFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a sealed file begins: a line that says what it is, the scheme of who keeps its key, and the
 * wrapped key.
 *
 * @param version of what is in it
 * @param scheme who keeps its key
 * @param wrapped its key
 */
record SealedHead(int version, String scheme, byte[] wrapped) {
  /** Since the second version the contents of attachments come before the actions. */
  static final int VERSION = 2;

  /** What the key is for, to be authenticated with it. */
  static final byte[] CONTEXT = "holdfast-queue".getBytes(StandardCharsets.US_ASCII);

  private static final String KIND = "holdfast-queue ";
  private static final int LINE_BYTES = line(VERSION).length;
  private static final int MOST_WRAPPED = 64 * 1024;

  /** The file's first bytes. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(line(version));
      out.writeUTF(scheme);
      out.writeInt(wrapped.length);
      out.write(wrapped);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the first bytes of a file.
   *
   * @throws QueueFileException if it is something else, or newer
   */
  static SealedHead read(DataInputStream in) throws IOException {
    int version = version(in.readNBytes(LINE_BYTES));
    try {
      String scheme = in.readUTF();
      int length = in.readInt();
      if (length >= 0 && length <= MOST_WRAPPED) {
        byte[] wrapped = in.readNBytes(length);
        if (wrapped.length == length) {
          return new SealedHead(version, scheme, wrapped);
        }
      }
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged();
    }
    throw damaged();
  }

  private static int version(byte[] line) {
    for (int version = 1; version <= VERSION; version++) {
      if (Arrays.equals(line, line(version))) {
        return version;
      }
    }
    throw new String(line, StandardCharsets.US_ASCII).startsWith(KIND)
        ? new QueueFileException(
            Reason.TOO_NEW, "The file was written by a newer version of Holdfast.")
        : new QueueFileException(Reason.NOT_A_QUEUE, "The file holds no exported queue.");
  }

  private static byte[] line(int version) {
    return (KIND + version + '\n').getBytes(StandardCharsets.US_ASCII);
  }

  static QueueFileException damaged() {
    return new QueueFileException(
        Reason.DAMAGED, "The file was changed or cut since it was written. Nothing was taken.");
  }
}
