package dev.holdfast.it.peer;

import dev.holdfast.it.peer.client.Reply;
import dev.holdfast.it.peer.client.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries requests by HTTP, writes them down, and loses or cuts an answer when it is told to. */
final class Unreliable implements Transport {

  /**
   * A request that was answered, whether the answer came or not.
   *
   * @param path the end of its address
   * @param headers its headers
   * @param status the answer's status
   * @param answer the answer's headers
   */
  record Exchange(String path, HttpHeaders headers, int status, HttpHeaders answer) {}

  private static final int NEVER = Integer.MAX_VALUE;

  private final Transport http = Transport.overHttp();
  private final List<Exchange> exchanges = new ArrayList<>();
  private String victim = "";
  private int bytes = NEVER;
  private boolean lasting;

  /** The next answer to a request of this path is lost. */
  void lose(String path) {
    cut(path, -1);
  }

  /** The next answer to a request of this path is cut after so many bytes of its body. */
  void cut(String path, int after) {
    victim = path;
    bytes = after;
  }

  /** Each answer to a request of this path is cut after so many bytes of its body. */
  void cutEach(String path, int after) {
    cut(path, after);
    lasting = true;
  }

  /** What was exchanged with this path, in order. */
  List<Exchange> of(String path) {
    return exchanges.stream().filter(exchange -> exchange.path().contains(path)).toList();
  }

  @Override
  public Reply send(HttpRequest request) throws IOException {
    Reply reply = http.send(request);
    String path = request.uri().getPath();
    exchanges.add(new Exchange(path, request.headers(), reply.status(), reply.headers()));
    if (victim.isEmpty() || !path.contains(victim)) {
      return reply;
    }
    if (!lasting) {
      victim = "";
    }
    if (bytes < 0) {
      reply.close();
      throw new IOException("the answer was lost");
    }
    return new Reply(reply.status(), reply.headers(), new CutStream(reply.body(), bytes));
  }

  /** The last exchange with this path. */
  Optional<Exchange> last(String path) {
    return of(path).stream().reduce((earlier, later) -> later);
  }

  /** A body that breaks. */
  private static final class CutStream extends FilterInputStream {
    private int left;

    CutStream(InputStream whole, int left) {
      super(whole);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("the connection was cut");
      }
      int n = in.read(into, offset, Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }
  }
}
