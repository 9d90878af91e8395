package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Spool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A document in a temporary file. The system makes the file for its owner alone; where it can, it
 * takes the name away as soon as the file is open, so that a server that is killed leaves nothing.
 */
final class SpoolFile implements Spool {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SpoolRoom room;
  private final FileChannel file;
  private long taken;

  SpoolFile(Path directory, SpoolRoom room) throws IOException {
    this.room = room;
    this.file =
        FileChannel.open(
            Files.createTempFile(directory, "holdfast-export", null),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Where the document is written; flushed by who writes it. */
  OutputStream out() {
    return new BufferedOutputStream(new Bounded(Channels.newOutputStream(file)), BUFFER_BYTES);
  }

  @Override
  public long size() {
    return taken;
  }

  @Override
  public void copyTo(OutputStream out) throws IOException {
    file.position(0);
    Channels.newInputStream(file).transferTo(out);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      room.giveBack(taken);
      taken = 0;
    }
  }

  /** Takes room for what it writes. */
  private final class Bounded extends OutputStream {
    private final OutputStream out;

    Bounded(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room.take(length, taken);
      taken += length;
      out.write(bytes, offset, length);
    }
  }
}
