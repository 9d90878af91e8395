package dev.holdfast.bench.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network of one device: it connects here instead of to the server, and what the present {@link
 * Weather} allows passes. It counts bytes as TCP carries them, without TCP's own, and how often the
 * device's radio would have had to wake for them. Thread-safe.
 */
public final class Relay implements AutoCloseable {
  /** A radio goes to sleep when nothing has passed for so long. */
  public static final Duration TAIL = Duration.ofSeconds(10);

  private final ServerSocket door;
  private final int serverPort;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong wakeUps = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();

  /** By {@link System#nanoTime}. */
  private final AtomicLong lastPassed = new AtomicLong(System.nanoTime() - TAIL.toNanos());

  private volatile Weather weather = Weather.FAIR;

  /**
   * Opens one.
   *
   * @param serverUrl the server, on this machine
   */
  public Relay(String serverUrl) throws IOException {
    this.serverPort = java.net.URI.create(serverUrl).getPort();
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** What a device has for the server's address. */
  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Bytes that have passed in both directions. */
  public long bytes() {
    return bytes.get();
  }

  /** How often something passed after {@link #TAIL} of silence. */
  public long wakeUps() {
    return wakeUps.get();
  }

  /** Connections that came about. */
  public long connections() {
    return connections.get();
  }

  /** The network is like this from now on. */
  public void set(Weather next) {
    weather = next;
    if (next.offline()) {
      links.forEach(Link::close);
    }
  }

  Weather weather() {
    return weather;
  }

  void passed(int count) {
    bytes.addAndGet(count);
    long now = System.nanoTime();
    if (now - lastPassed.getAndSet(now) >= TAIL.toNanos()) {
      wakeUps.incrementAndGet();
    }
  }

  void ended(Link link) {
    links.remove(link);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        take(door.accept());
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new IllegalStateException("the relay's door is broken", e);
        }
      }
    }
  }

  private void take(Socket device) throws IOException {
    if (weather.offline()) {
      Link.reset(device);
      return;
    }
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
    } catch (IOException e) {
      // The server is down: nobody accepts there, so nobody does here.
      Link.reset(device);
      return;
    }
    Link link = new Link(this, device, server);
    links.add(link);
    connections.incrementAndGet();
    link.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    links.forEach(Link::close);
  }
}
