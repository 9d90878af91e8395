package dev.holdfast.device.sync;

import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.device.transport.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A transport that counts what it sends and receives, as it is transferred.
 *
 * @param transport sends and receives it
 * @param meter counts it
 */
public record CountingTransport(Transport transport, Meter meter) implements Transport {

  @Override
  public Answer send(Request request) throws IOException {
    return send(request, abort -> {});
  }

  @Override
  public Answer send(Request request, Consumer<Runnable> abort) throws IOException {
    boolean sent = true;
    try {
      return new Counted(transport.send(request, abort), meter);
    } catch (NotSentException e) {
      sent = false;
      throw e;
    } finally {
      if (sent) {
        meter.sent(request.body() == null ? 0 : request.body().length);
      }
    }
  }

  /**
   * An answer that is counted while it is read; it may be read ahead, so its transport is asked.
   */
  private static final class Counted extends WrappedAnswer {
    private final Meter meter;
    private long counted;

    Counted(Answer answer, Meter meter) {
      super(answer);
      this.meter = meter;
    }

    private synchronized void count() {
      long now = answer.received();
      meter.received(now - counted);
      counted = Math.max(counted, now);
    }

    @Override
    public InputStream body() throws IOException {
      return new FilterInputStream(super.body()) {
        @Override
        public int read() throws IOException {
          try {
            return super.read();
          } finally {
            count();
          }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          try {
            return super.read(buffer, offset, length);
          } finally {
            count();
          }
        }
      };
    }

    @Override
    public void close() {
      super.close();
      count();
    }
  }
}
