package dev.holdfast.it.story;

import dev.holdfast.device.sync.WrappedAnswer;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Sends a device's requests to one node of several, as a load balancer does, and fails it. */
final class Balancer implements Transport {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Transport real = new HttpTransport(PATIENCE, PATIENCE);
  private URI node;
  private boolean losing;
  private int left = Integer.MAX_VALUE;
  private int contents = Integer.MAX_VALUE;

  Balancer(String node) {
    this.node = URI.create(node);
  }

  /** From now on it is this node. */
  synchronized void to(String other) {
    node = URI.create(other);
    losing = false;
    left = Integer.MAX_VALUE;
    contents = Integer.MAX_VALUE;
  }

  /** So many requests about contents of attachments come through. */
  synchronized void cutContentsAfter(int requests) {
    contents = requests;
  }

  /** Requests come through, answers don't. */
  synchronized void loseAnswers() {
    losing = true;
  }

  /** All answers together come to so many bytes. */
  synchronized void cutAfter(int bytes) {
    left = bytes;
  }

  @Override
  public Answer send(Request request) throws IOException {
    if (request.uri().getPath().contains("/contents") && isCut()) {
      throw new IOException("the node is gone");
    }
    Answer answer = real.send(redirected(request));
    if (isLosing()) {
      answer.close();
      throw new IOException("the node is gone");
    }
    return new Cut(answer);
  }

  private synchronized Request redirected(Request request) {
    URI to =
        URI.create(
            node.getScheme()
                + "://"
                + node.getAuthority()
                + request.uri().getRawPath()
                + Optional.ofNullable(request.uri().getRawQuery()).map(q -> "?" + q).orElse(""));
    return new Request(request.method(), to, request.headers(), request.body());
  }

  private synchronized boolean isCut() {
    return --contents < 0;
  }

  private synchronized boolean isLosing() {
    return losing;
  }

  private synchronized int take(int wanted) throws IOException {
    if (left == 0) {
      throw new IOException("the node is gone");
    }
    int taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  }

  private final class Cut extends WrappedAnswer {
    Cut(Answer whole) {
      super(whole);
    }

    @Override
    public InputStream body() throws IOException {
      return new FilterInputStream(super.body()) {
        @Override
        public int read() throws IOException {
          take(1);
          return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          return count == 0 ? 0 : super.read(bytes, from, take(count));
        }
      };
    }
  }
}
