package dev.holdfast.device.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends one HTTP request. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Transport {

  /**
   * Sends a request and waits for the answer's head.
   *
   * @throws NotSentException if it is sure that nothing was sent
   * @throws IOException if there is no answer; the server may have got the request
   */
  Answer send(Request request) throws IOException;

  /**
   * Sends a request that may be given up while it waits. Whoever can end a request early implements
   * this, too; the others are waited for when a sync is cancelled.
   *
   * @param abort told at once how to end the request early: what it is given may be called by
   *     another thread, maybe several times, until this returns; then this throws an {@link
   *     IOException}
   * @throws NotSentException if it is sure that nothing was sent
   * @throws IOException if there is no answer; the server may have got the request
   */
  default Answer send(Request request, Consumer<Runnable> abort) throws IOException {
    return send(request);
  }

  /**
   * A request.
   *
   * @param method HTTP method
   * @param uri where to
   * @param headers headers by name
   * @param body null for none
   */
  record Request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {}

  /**
   * An answer, to be closed. Closing before the body's end cuts the connection, also when another
   * thread closes it while one reads.
   */
  interface Answer extends AutoCloseable {
    /** HTTP status. */
    int status();

    /** A header, empty if absent. */
    Optional<String> header(String name);

    /**
     * The body: decompressed, unless the request has a header {@code Accept-Encoding} of its own;
     * then as transferred.
     */
    InputStream body() throws IOException;

    /** Bytes of the body received so far, as transferred. */
    long received();

    @Override
    void close();
  }
}
