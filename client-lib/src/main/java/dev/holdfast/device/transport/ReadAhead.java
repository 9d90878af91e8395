package dev.holdfast.device.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A body that another thread reads, a little ahead, so that whoever waits for more of it is freed
 * at once when it is closed. Java can't end a read of a connection that has fallen silent: closing
 * that waits for the read, up to its timeout. Here only the thread that reads ahead does. Read by
 * one thread, closed by any.
 */
final class ReadAhead extends InputStream {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int CHUNKS = 4;
  private static final byte[] NOTHING = {};

  private final InputStream wire;
  private final Runnable cut;
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private byte[] present = NOTHING;
  private int position;
  private boolean ended;
  private boolean closed;
  private @Nullable Exception failure;

  /**
   * Not yet begun.
   *
   * @param wire what is read ahead
   * @param cut cuts the connection that it comes by, when it is closed before its end
   */
  ReadAhead(InputStream wire, Runnable cut) {
    this.wire = wire;
    this.cut = cut;
  }

  /** Begins to read ahead by a thread of the executor. */
  ReadAhead begin(Executor executor) {
    executor.execute(this::readAhead);
    return this;
  }

  private void readAhead() {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      int read = wire.read(buffer);
      while (read >= 0 && keep(Arrays.copyOf(buffer, read))) {
        read = wire.read(buffer);
      }
      end(null);
    } catch (IOException | RuntimeException e) {
      // Java's connection stumbles over being taken away from who reads it.
      end(e);
    } finally {
      // After an error, such as too little memory, who waits is not left alone either.
      end(new IOException("the answer could not be read to its end"));
      if (isClosed()) {
        cut.run();
      }
    }
  }

  /** Waits until there is room; returns whether anybody wants more. */
  private synchronized boolean keep(byte[] chunk) {
    boolean interrupted = false;
    while (chunks.size() >= CHUNKS && !closed) {
      interrupted |= awaitChange();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    chunks.addLast(chunk);
    notifyAll();
    return !closed;
  }

  /** The first end counts. */
  private synchronized void end(@Nullable Exception why) {
    if (!ended) {
      ended = true;
      failure = why;
      notifyAll();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == present.length && !next()) {
      return -1;
    }
    int read = Math.min(length, present.length - position);
    System.arraycopy(present, position, buffer, offset, read);
    position += read;
    return read;
  }

  /**
   * Waits for more; who is interrupted meanwhile stays so.
   *
   * @return false at the end
   * @throws IOException if it broke, or was closed
   */
  private synchronized boolean next() throws IOException {
    boolean interrupted = false;
    while (chunks.isEmpty() && !ended && !closed) {
      interrupted |= awaitChange();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      throw new IOException("closed while it was read");
    }
    byte[] chunk = chunks.pollFirst();
    if (chunk != null) {
      present = chunk;
      position = 0;
      notifyAll();
      return chunk.length > 0 || next();
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return false;
  }

  /** Returns whether the thread was interrupted. */
  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private synchronized boolean awaitChange() {
    try {
      wait();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Whether everything was read, by whichever thread. */
  private synchronized boolean isOver() {
    return ended && failure == null;
  }

  /** Cuts the connection unless the end has come; waits for nobody. */
  @Override
  public void close() {
    if (isOver()) {
      return;
    }
    boolean reads;
    synchronized (this) {
      closed = true;
      reads = !ended;
      chunks.clear();
      notifyAll();
    }
    if (!reads) {
      cut.run();
    }
  }
}
