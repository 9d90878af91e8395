package dev.holdfast.device.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The transport of the JVM and of Android. Each answer's body is read by a thread of its own, which
 * ends a moment after the last one.
 */
public final class HttpTransport implements Transport {
  private static final String GZIP = "gzip";
  private static final String ACCEPT_ENCODING = "Accept-Encoding";
  private static final int FIRST_ERROR = 400;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final int connectMillis;
  private final int readMillis;
  private final Executor readers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          HttpTransport::reader);

  /**
   * Makes a transport.
   *
   * @param connect longest wait for a connection
   * @param read longest silence of the server
   */
  public HttpTransport(Duration connect, Duration read) {
    this.connectMillis = Math.toIntExact(connect.toMillis());
    this.readMillis = Math.toIntExact(read.toMillis());
  }

  private static Thread reader(Runnable reading) {
    Thread thread = new Thread(reading, "holdfast-body");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Answer send(Request request) throws IOException {
    return send(request, abort -> {});
  }

  @Override
  public Answer send(Request request, Consumer<Runnable> abort) throws IOException {
    if (!(request.uri().toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("not an HTTP address: " + request.uri());
    }
    connection.setRequestMethod(request.method());
    connection.setConnectTimeout(connectMillis);
    connection.setReadTimeout(readMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    request.headers().forEach(connection::setRequestProperty);
    boolean raw = request.headers().containsKey(ACCEPT_ENCODING);
    if (!raw) {
      connection.setRequestProperty(ACCEPT_ENCODING, GZIP);
    }
    if (request.body() != null) {
      // Not in streaming mode: there, the body of a 401 is lost.
      connection.setDoOutput(true);
    }
    AtomicBoolean givenUp = new AtomicBoolean();
    abort.accept(
        () -> {
          givenUp.set(true);
          connection.disconnect();
        });
    try {
      return send(connection, request, raw);
    } catch (RuntimeException e) {
      if (givenUp.get()) {
        // Java's connection stumbles over being taken away from who waits for it.
        throw new IOException("given up", e);
      }
      throw e;
    }
  }

  private Answer send(HttpURLConnection connection, Request request, boolean raw)
      throws IOException {
    try {
      connection.connect();
    } catch (IOException e) {
      throw new NotSentException(e);
    }
    if (request.body() != null) {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(request.body());
      }
    }
    return new HttpAnswer(connection, connection.getResponseCode(), raw, readers);
  }

  private static final class HttpAnswer implements Answer {
    private final HttpURLConnection connection;
    private final int status;
    private final boolean raw;
    private final Executor readers;
    private @Nullable CountingInputStream counter;
    private volatile @Nullable ReadAhead body;

    HttpAnswer(HttpURLConnection connection, int status, boolean raw, Executor readers) {
      this.connection = connection;
      this.status = status;
      this.raw = raw;
      this.readers = readers;
    }

    @Override
    public int status() {
      return status;
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(connection.getHeaderField(name));
    }

    @Override
    public InputStream body() throws IOException {
      InputStream wire =
          status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream();
      CountingInputStream counted =
          new CountingInputStream(wire == null ? new ByteArrayInputStream(new byte[0]) : wire);
      ReadAhead ahead = new ReadAhead(counted, connection::disconnect).begin(readers);
      counter = counted;
      body = ahead;
      return !raw && GZIP.equalsIgnoreCase(connection.getContentEncoding())
          ? new Decompressed(ahead)
          : ahead;
    }

    @Override
    public long received() {
      return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
      ReadAhead ahead = body;
      if (ahead == null) {
        connection.disconnect();
      } else {
        ahead.close();
      }
    }
  }

  /**
   * Reads the body to its end when what was compressed has come to its end, without which the
   * connection could not be used again.
   */
  private static final class Decompressed extends GZIPInputStream {
    Decompressed(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read < 0) {
        end();
      }
      return read;
    }

    private boolean end() {
      try {
        return in.read() < 0;
      } catch (IOException e) {
        // All of it is here and was checked; only the connection is of no more use, and is closed.
        return false;
      }
    }
  }
}
