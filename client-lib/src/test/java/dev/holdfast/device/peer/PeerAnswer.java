package dev.holdfast.device.peer;

import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer whose body may end too early, as a broken connection makes it. */
final class PeerAnswer implements Transport.Answer {
  private final int status;
  private final byte[] bytes;
  private final int length;
  private final Runnable end;
  private final Map<String, String> headers;
  private @Nullable Runnable reading;

  PeerAnswer(int status, String body) {
    this(status, body.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE, () -> {});
  }

  /** One whose body is JSON. */
  static PeerAnswer json(int status, Object body) throws IOException {
    return new PeerAnswer(status, WireJson.mapper().writeValueAsString(body));
  }

  /**
   * @param cutAt bytes after which the body ends
   * @param end what happens there, before the connection breaks
   */
  PeerAnswer(int status, byte[] bytes, int cutAt, Runnable end) {
    this(status, bytes, cutAt, end, Map.of());
  }

  /** With headers. */
  PeerAnswer(int status, byte[] bytes, int cutAt, Runnable end, Map<String, String> headers) {
    this.headers = headers;
    this.end = end;
    this.status = status;
    this.bytes = bytes;
    this.length = Math.min(cutAt, bytes.length);
  }

  /** The same answer, with something that happens at each read of some bytes. */
  PeerAnswer readWith(Runnable what) {
    PeerAnswer answer = new PeerAnswer(status, bytes, length, end, headers);
    answer.reading = what;
    return answer;
  }

  /** Rows whose line is complete before the cut. */
  long completeRows() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("P\t") || line.startsWith("D\t"))
            .count()
        - (endsInRow() ? 1 : 0);
  }

  private boolean endsInRow() {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return last.startsWith("P\t") || last.startsWith("D\t");
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public InputStream body() {
    InputStream whole = new ByteArrayInputStream(bytes, 0, length);
    if (reading != null) {
      whole = new SlowStream(whole, reading);
    }
    return length == bytes.length ? whole : new CutStream(whole, end);
  }

  @Override
  public long received() {
    return length;
  }

  @Override
  public void close() {}

  /** Gives little at a time. */
  private static final class SlowStream extends java.io.FilterInputStream {
    private static final int MOST = 4096;

    private final Runnable reading;

    SlowStream(InputStream in, Runnable reading) {
      super(in);
      this.reading = reading;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      reading.run();
      return super.read(buffer, offset, Math.min(count, MOST));
    }
  }

  private static final class CutStream extends java.io.FilterInputStream {
    private final Runnable end;

    CutStream(InputStream in, Runnable end) {
      super(in);
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      return ended(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      return ended(super.read(buffer, offset, count));
    }

    private int ended(int result) throws IOException {
      if (result < 0) {
        end.run();
        throw new IOException("connection reset");
      }
      return result;
    }
  }
}
