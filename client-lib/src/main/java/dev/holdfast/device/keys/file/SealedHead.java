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
 */
record SealedHead(String scheme, byte[] wrapped) {
  /** What the key is for, to be authenticated with it. */
  static final byte[] CONTEXT = "holdfast-queue".getBytes(StandardCharsets.US_ASCII);

  private static final String KIND = "holdfast-queue ";
  private static final byte[] LINE = (KIND + "1\n").getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_WRAPPED = 64 * 1024;

  /** The file's first bytes. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(LINE);
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
    byte[] line = in.readNBytes(LINE.length);
    if (!Arrays.equals(line, LINE)) {
      boolean newer = new String(line, StandardCharsets.US_ASCII).startsWith(KIND);
      throw newer
          ? new QueueFileException(
              Reason.TOO_NEW, "The file was written by a newer version of Holdfast.")
          : new QueueFileException(Reason.NOT_A_QUEUE, "The file holds no exported queue.");
    }
    try {
      String scheme = in.readUTF();
      int length = in.readInt();
      if (length >= 0 && length <= MOST_WRAPPED) {
        byte[] wrapped = in.readNBytes(length);
        if (wrapped.length == length) {
          return new SealedHead(scheme, wrapped);
        }
      }
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged();
    }
    throw damaged();
  }

  static QueueFileException damaged() {
    return new QueueFileException(
        Reason.DAMAGED, "The file was changed or cut since it was written. Nothing was taken.");
  }
}
