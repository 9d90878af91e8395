package dev.holdfast.device.store.content;

import dev.holdfast.device.api.AttachmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads a content from its file, from anywhere, with one block in memory. Every byte that it gives
 * is the one that was sealed. Not thread-safe; the file may be removed while it is read.
 */
public final class SealedContent extends InputStream {
  private static final byte[] NOTHING = new byte[0];

  private final RandomAccessFile file;
  private final Blocks blocks;
  private byte[] block = NOTHING;
  private long number = -1;
  private long position;

  private SealedContent(RandomAccessFile file, Blocks blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  /**
   * Opens one.
   *
   * @throws AttachmentException {@code DAMAGED} if the file is not there or not as long as it was
   */
  static SealedContent open(Path path, Blocks blocks) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      SealedContent content = new SealedContent(file, blocks);
      content.requireWhole();
      return content;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private void requireWhole() throws IOException {
    long found = file.length();
    if (found != blocks.fileBytes()) {
      file.close();
      throw new IOException(
          "its file has %d bytes instead of %d".formatted(found, blocks.fileBytes()));
    }
  }

  /** Goes to a position; the next byte is that. */
  public SealedContent from(long next) {
    position = Math.min(next, blocks.size());
    return this;
  }

  /** Length of the content in bytes. */
  public long size() {
    return blocks.size();
  }

  @Override
  public int read() {
    return isThereMore() ? block[(int) (position++ % Blocks.BYTES)] & 0xff : -1;
  }

  /**
   * Reads.
   *
   * @throws AttachmentException {@code DAMAGED} if the file was changed
   */
  @Override
  public int read(byte[] bytes, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (!isThereMore()) {
      return -1;
    }
    int within = (int) (position % Blocks.BYTES);
    int given = Math.min(count, block.length - within);
    System.arraycopy(block, within, bytes, offset, given);
    position += given;
    return given;
  }

  @Override
  public long skip(long count) {
    long before = position;
    from(position + Math.max(0, count));
    return position - before;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, blocks.size() - position);
  }

  private boolean isThereMore() {
    if (position >= blocks.size()) {
      if (blocks.size() == 0) {
        load(0);
      }
      return false;
    }
    load(position / Blocks.BYTES);
    return true;
  }

  private void load(long wanted) {
    if (number == wanted) {
      return;
    }
    byte[] sealed = new byte[blocks.sealedLength(wanted)];
    try {
      file.seek(Blocks.place(wanted));
      file.readFully(sealed);
    } catch (IOException e) {
      throw damaged(e);
    }
    block =
        blocks
            .open(wanted, sealed)
            .orElseThrow(() -> damaged(new IOException("block %d was changed".formatted(wanted))));
    number = wanted;
  }

  private static AttachmentException damaged(IOException e) {
    return new AttachmentException(
        AttachmentException.Reason.DAMAGED,
        "The content of an attachment is damaged on this device: %s. Fetch it again, or attach the file again."
            .formatted(e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw damaged(e);
    }
  }
}
