package dev.holdfast.it.schedule;

import dev.holdfast.device.sync.WrappedAnswer;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over the loopback interface that fails as it is told to. When the device dies it takes an
 * image of the store at that very moment, and lets nothing through afterwards.
 */
final class FlakyTransport implements Transport {
  private final Transport real = new HttpTransport(Duration.ofSeconds(10), Duration.ofSeconds(60));
  private final WireLog log;
  private final Runnable image;
  private final List<Answer> stalled = new CopyOnWriteArrayList<>();
  private Fault fault = Fault.NONE;
  private long left = Long.MAX_VALUE;
  private boolean polls;
  private boolean dead;

  /**
   * Makes one.
   *
   * @param image keeps what is left of the store when the device dies
   */
  FlakyTransport(WireLog log, Runnable image) {
    this.log = log;
    this.image = image;
  }

  /**
   * What is to go wrong from here on.
   *
   * @param poll whether syncs are sent as polls, which the server may answer from memory
   */
  synchronized void plan(Fault planned, boolean poll) {
    fault = planned;
    left = planned.at();
    polls = poll;
  }

  /** Lets go of connections that hang. */
  void close() {
    stalled.forEach(Answer::close);
    stalled.clear();
  }

  @Override
  public Answer send(Request asked) throws IOException {
    Request request = polls ? asPoll(asked) : asked;
    log.request(request);
    switch (passes(Fault.REQUEST)) {
      case CUT -> throw half(request);
      case REPEAT -> lose(real.send(request));
      default -> {
        // Goes on.
      }
    }
    Answer answer = real.send(request);
    switch (passes(Fault.REQUEST)) {
      case CUT, LOSE -> {
        lose(answer);
        throw new IOException("the answer was lost");
      }
      default -> {
        return new Flaky(answer, log.answer(request, answer));
      }
    }
  }

  /** Counts, and says what goes wrong now. */
  private synchronized Fault.Kind passes(long bytes) {
    if (dead) {
      throw new Death();
    }
    left -= bytes;
    if (left > 0) {
      return Fault.Kind.NONE;
    }
    Fault.Kind now = fault.kind();
    left = Long.MAX_VALUE;
    fault = Fault.NONE;
    if (now == Fault.Kind.DIE || now == Fault.Kind.STALL) {
      dead = true;
      image.run();
      throw now == Fault.Kind.DIE ? new Death() : new Stall();
    }
    return now;
  }

  private synchronized int room(int wanted) {
    return (int) Math.min(wanted, left);
  }

  private synchronized void spend(long bytes) {
    left -= bytes;
  }

  private static void lose(Answer answer) throws IOException {
    try (answer) {
      answer.body().readAllBytes();
    }
  }

  /** Sends a part of a request and breaks the connection. */
  private static IOException half(Request request) throws IOException {
    byte[] body = Objects.requireNonNullElse(request.body(), new byte[0]);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.uri().getRawPath());
    head.append(" HTTP/1.1\r\nHost: ").append(request.uri().getAuthority()).append("\r\n");
    request
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    try (Socket socket = new Socket(request.uri().getHost(), request.uri().getPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(body, 0, body.length / 2);
    }
    return new IOException("the connection broke while the request was sent");
  }

  private static Request asPoll(Request request) {
    if (!request.uri().getPath().endsWith("/sync") || request.body() == null) {
      return request;
    }
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return new Request(
        request.method(),
        request.uri(),
        request.headers(),
        body.replace("\"fresh\":true", "\"fresh\":false").getBytes(StandardCharsets.UTF_8));
  }

  /** A death after which the connection stays. */
  private static final class Stall extends Death {
    private static final long serialVersionUID = 1L;
  }

  private final class Flaky extends WrappedAnswer {
    private final WireLog.@Nullable Listener listener;

    Flaky(Answer answer, WireLog.@Nullable Listener listener) {
      super(answer);
      this.listener = listener;
    }

    @Override
    public InputStream body() throws IOException {
      return new FilterInputStream(answer.body()) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          int count = read(one, 0, 1);
          return count < 0 ? count : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          pass();
          int count = super.read(bytes, offset, room(length));
          if (count > 0) {
            spend(count);
            if (listener != null) {
              listener.bytes(bytes, offset, count);
            }
          }
          return count;
        }
      };
    }

    private void pass() throws IOException {
      try {
        if (passes(0) == Fault.Kind.CUT) {
          throw new IOException("the connection broke");
        }
      } catch (Stall e) {
        stalled.add(answer);
        throw new Death();
      }
    }

    @Override
    public void close() {
      if (!stalled.contains(answer)) {
        answer.close();
      }
    }
  }
}
