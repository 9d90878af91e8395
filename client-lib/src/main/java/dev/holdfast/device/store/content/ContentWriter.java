package dev.holdfast.device.store.content;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Writes a content into its file, block by block, with one in memory. What was written counts when
 * it was {@link #force forced} to the disk. Not thread-safe.
 */
final class ContentWriter {
  private final RandomAccessFile file;
  private final Blocks blocks;
  private final byte[] block = new byte[Blocks.BYTES];
  private long number;
  private int length;

  /**
   * Goes on where whole blocks end.
   *
   * @param blocks how the content is sealed; its size is not looked at before the end
   * @param stored bytes that the file has already, in whole blocks; what is behind them is cut off
   */
  ContentWriter(RandomAccessFile file, Blocks blocks, long stored) throws IOException {
    this.file = file;
    this.blocks = blocks;
    this.number = stored / Blocks.BYTES;
    file.setLength(Blocks.place(number));
    file.seek(Blocks.place(number));
  }

  /** Takes bytes; a block is written when the first byte behind it has come. */
  void write(byte[] bytes, int from, int count) throws IOException {
    int taken = 0;
    while (taken < count) {
      if (length == block.length) {
        end(false);
      }
      int more = Math.min(count - taken, block.length - length);
      System.arraycopy(bytes, from + taken, block, length, more);
      length += more;
      taken += more;
    }
  }

  private void end(boolean last) throws IOException {
    file.write(blocks.seal(number, last, block, length));
    number++;
    length = 0;
  }

  /** Bytes that are in the file, in whole blocks. */
  long stored() {
    return number * Blocks.BYTES;
  }

  /** The last byte has come: the content is in the file. */
  void end() throws IOException {
    end(true);
  }

  /** Makes what is in the file durable. */
  void force() throws IOException {
    file.getFD().sync();
  }
}
