package dev.holdfast.bench.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection through a {@link Relay}: two threads, which end with it. */
final class Link {
  private static final int BUFFER = 8 * 1024;
  private static final long SECOND = 1_000_000_000L;

  private final Relay relay;
  private final Socket device;
  private final Socket server;
  private final AtomicLong carried = new AtomicLong();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  Link(Relay relay, Socket device, Socket server) {
    this.relay = relay;
    this.device = device;
    this.server = server;
  }

  void start() {
    carry(device, server);
    carry(server, device);
  }

  private void carry(Socket from, Socket to) {
    Thread thread = new Thread(() -> run(from, to), "relay-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        pass(buffer, count, out);
      }
      to.shutdownOutput();
      if (ends.incrementAndGet() == 2) {
        close();
      }
    } catch (IOException e) {
      // One of the two has hung up, which the other one is told by the closing.
      close();
    }
  }

  private void pass(byte[] buffer, int count, OutputStream out) throws IOException {
    Weather weather = relay.weather();
    if (weather.silent()) {
      return;
    }
    long total = carried.addAndGet(count);
    if (weather.cutAfter() > 0 && total > weather.cutAfter()) {
      int rest = (int) Math.max(0, count - (total - weather.cutAfter()));
      out.write(buffer, 0, rest);
      relay.passed(rest);
      throw new IOException("cut");
    }
    if (weather.bytesPerSecond() > 0) {
      LockSupport.parkNanos(count * SECOND / weather.bytesPerSecond());
    }
    out.write(buffer, 0, count);
    relay.passed(count);
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      reset(device);
      reset(server);
      relay.ended(this);
    }
  }

  /** Closes at once; what was not read yet is lost, as with a network that is gone. */
  static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
