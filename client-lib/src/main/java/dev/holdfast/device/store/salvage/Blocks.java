package dev.holdfast.device.store.salvage;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of which the disk may not give every part. No channel, as that is closed for good by who
 * interrupts the thread: all the rest would seem to be damaged.
 */
final class Blocks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

  private final Path name;
  private final RandomAccessFile file;

  Blocks(Path name) throws IOException {
    this.name = name;
    this.file = new RandomAccessFile(name.toFile(), "r");
  }

  long size() throws IOException {
    return file.length();
  }

  /** A part of it, empty if it is not there or can't be read. */
  Optional<ByteBuffer> read(long position, int bytes) {
    byte[] content = new byte[bytes];
    try {
      file.seek(position);
      file.readFully(content);
      return Optional.of(ByteBuffer.wrap(content));
    } catch (EOFException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} can't be read at byte {}.", name.getFileName(), position, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
