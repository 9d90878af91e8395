package dev.holdfast.it.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another system on the loopback interface: takes messages, or answers as it is told to. */
final class Receiver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final int TAKEN = 204;

  private final HttpServer server;
  private final Iterator<Integer> answers;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  /** Gives these answers, one after the other, and then takes everything. */
  Receiver(Integer... answers) {
    this.answers = List.of(answers).iterator();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  /** A message as it came. */
  record Received(String id, String timestamp, String signatures, byte[] body) {
    JsonNode event() {
      try {
        return WireJson.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String action() {
      return event().at("/data/actionId").asText();
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    received.add(
        new Received(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            exchange.getRequestBody().readAllBytes()));
    exchange.sendResponseHeaders(answers.hasNext() ? answers.next() : TAKEN, -1);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
  }

  /** The next message; waits for it. */
  Received next() throws InterruptedException {
    return Objects.requireNonNull(
        received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no message has come");
  }

  /** Whether there is no message that was not taken yet. */
  boolean isQuiet() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
