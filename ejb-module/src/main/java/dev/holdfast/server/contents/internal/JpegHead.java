package dev.holdfast.server.contents.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * What a JPEG says before its picture.
 *
 * @param orientation how the camera was held, 1 to 8 as EXIF has it; 1 if it is not said
 * @param whole whether all of it has to be in memory while it is decoded: it is progressive
 */
record JpegHead(int orientation, boolean whole) {
  private static final int MOST_SEGMENTS = 1_000;
  private static final int END = 0xffd9;
  private static final int SCAN = 0xffda;
  private static final int APP1 = 0xffe1;
  private static final int FRAME = 0xffc0;

  /** Begin like frames and are none: tables of Huffman and arithmetic codes, an extension. */
  private static final Set<Integer> NO_FRAMES = Set.of(0xffc4, 0xffc8, 0xffcc);

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;

  /** Reads it, and goes back to the beginning. */
  static JpegHead read(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    in.seek(2);
    int orientation = 1;
    boolean whole = false;
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      int marker = in.readUnsignedShort();
      if (marker == SCAN || marker == END) {
        break;
      }
      long at = in.getStreamPosition();
      int length = in.readUnsignedShort();
      if (marker == APP1) {
        byte[] segment = new byte[Math.max(0, length - 2)];
        in.readFully(segment);
        orientation = orientation(segment, orientation);
      } else if ((marker & 0xfff0) == FRAME && !NO_FRAMES.contains(marker)) {
        whole = marker > FRAME + 1;
      }
      in.seek(at + length);
    }
    in.seek(0);
    return new JpegHead(orientation, whole);
  }

  /** What a segment says of it; what was known before if it says nothing that can be read. */
  static int orientation(byte[] segment, int otherwise) {
    if (!begins(segment, EXIF) || segment.length < EXIF.length + 8) {
      return otherwise;
    }
    ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long first = tiff.getInt(4) & 0xffffffffL;
    if (first > tiff.limit() - 2) {
      return otherwise;
    }
    int at = (int) first + 2;
    for (int left = tiff.getShort((int) first) & 0xffff; left > 0; left--, at += ENTRY) {
      if (at > tiff.limit() - ENTRY) {
        return otherwise;
      }
      if ((tiff.getShort(at) & 0xffff) == ORIENTATION) {
        int said = tiff.getShort(at + 8) & 0xffff;
        return said >= 1 && said <= 8 ? said : otherwise;
      }
    }
    return otherwise;
  }

  private static boolean begins(byte[] all, byte[] with) {
    return all.length >= with.length
        && ByteBuffer.wrap(all, 0, with.length).equals(ByteBuffer.wrap(with));
  }
}
