package dev.holdfast.rest.sync;

import dev.holdfast.rest.problem.RestMessages;
import dev.holdfast.server.sync.api.Doorbell;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/**
 * Server-sent events on one connection, without a thread: what the socket doesn't take at once
 * waits in the container's buffer, and a device that takes nothing any more is given up.
 * Thread-safe.
 */
final class EventWire implements Doorbell.Wire, WriteListener {
  private static final byte[] OPEN = bytes(": open\n\n");
  private static final byte[] BEAT = bytes(":\n\n");
  private static final byte[] RING = bytes("event: ring\ndata:\n\n");
  private static final byte[] SUMMONS = bytes("event: ring\ndata: now\n\n");
  private static final int MOST_WAITING = 4;

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean open;
  private boolean unflushed;
  private boolean closing;
  private boolean over;

  EventWire(AsyncContext context) throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    waiting.add(OPEN);
  }

  /** Begins to write, as soon as the request's own thread has left. */
  void begin() {
    out.setWriteListener(this);
  }

  @Override
  public boolean ring(boolean summons) {
    return send(summons ? SUMMONS : RING);
  }

  /** Only to who has taken everything else: for the others it would wait in memory. */
  @Override
  public synchronized boolean delta(String from, List<byte[]> packed) {
    return waiting.isEmpty() && !unflushed && send(event(from, packed));
  }

  private static byte[] event(String from, List<byte[]> packed) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    packed.forEach(stream::writeBytes);
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(bytes("event: delta\ndata: " + from + "\ndata: "));
    event.writeBytes(Base64.getEncoder().encode(stream.toByteArray()));
    event.writeBytes(bytes("\n\n"));
    return event.toByteArray();
  }

  @Override
  public boolean beat() {
    return send(BEAT);
  }

  @Override
  public synchronized void close() {
    closing = true;
    if (open || over) {
      end();
    }
  }

  private synchronized boolean send(byte[] event) {
    if (over || waiting.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(event);
    return !open || drain();
  }

  @Override
  public synchronized void onWritePossible() {
    open = true;
    if (drain() && closing) {
      end();
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    over = true;
    RestMessages.LOG.clientLeft(failure.toString());
  }

  private boolean drain() {
    if (over) {
      return false;
    }
    try {
      // What is written while the socket is busy is flushed when it is ready again.
      while ((unflushed || !waiting.isEmpty()) && out.isReady()) {
        if (waiting.isEmpty()) {
          out.flush();
          unflushed = false;
        } else {
          out.write(waiting.remove());
          unflushed = true;
        }
      }
      return true;
    } catch (IOException | IllegalStateException e) {
      RestMessages.LOG.clientLeft(e.toString());
      end();
      return false;
    }
  }

  private void end() {
    if (!over) {
      over = true;
      try {
        context.complete();
      } catch (IllegalStateException e) {
        // The container has ended it already.
        RestMessages.LOG.clientLeft(e.toString());
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
