package dev.holdfast.it.contents;

import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A way to the server on which connections break after so many bytes. */
final class Scissors implements AutoCloseable {
  private final ServerSocket door;
  private final AtomicLong left;

  /**
   * Opens it.
   *
   * @param bytes bytes of requests after which every open connection breaks, once
   */
  Scissors(long bytes) throws IOException {
    this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.left = new AtomicLong(bytes);
    start(this::accept);
  }

  /** The API, this way. */
  URI api() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/api/v1");
  }

  /** Whether it has cut. */
  boolean hasCut() {
    return left.get() <= 0;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket("127.0.0.1", TestServer.api().getPort());
        start(() -> pump(client, server, left));
        start(() -> pump(server, client, new AtomicLong(Long.MAX_VALUE)));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pump(Socket from, Socket to, AtomicLong left) {
    byte[] buffer = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        long before = left.getAndAdd(-read);
        if (before > 0 && before <= read) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // The other end has broken; so does this one.
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scissors");
    thread.setDaemon(true);
    thread.start();
  }
}
