package dev.holdfast.device.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.protocol.TooLargeException;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpTransportTest {
  private static final String TEXT = "H\t{}\n".repeat(2000);
  private static final SyncRequest REQUEST = new SyncRequest(1, null, Map.of(), null, 0, null);

  private final HttpTransport transport =
      new HttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(5));
  private HttpServer server = newServer();

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ServerApi api() {
    return new ServerApi(transport, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answers(int status, String body) {
    server.createContext(
        "/api/v1",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = body.getBytes(UTF_8);
          exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  private void answersZipped(int bytesToSend) {
    server.createContext(
        "/api/v1/sync",
        exchange -> {
          byte[] zipped = zip(TEXT);
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, zipped.length);
          sendAndBreak(exchange, zipped, Math.min(bytesToSend, zipped.length));
        });
  }

  private static void sendAndBreak(HttpExchange exchange, byte[] bytes, int length)
      throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
    exchange.getResponseBody().write(bytes, 0, length);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void aZippedStreamIsReadAndCountedAsTransferred() throws IOException {
    answersZipped(Integer.MAX_VALUE);

    try (Transport.Answer answer = api().sync("token", REQUEST).orElseThrow()) {
      assertThat(new String(answer.body().readAllBytes(), UTF_8)).isEqualTo(TEXT);
      assertThat(answer.received()).isEqualTo(zip(TEXT).length).isLessThan(TEXT.length());
    }
  }

  @Test
  void aRequestThatWaitsForItsAnswerCanBeGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BlockingQueue<Runnable> aborts = new LinkedBlockingQueue<>();
      Transport patient = new HttpTransport(Duration.ofSeconds(60), Duration.ofMinutes(10));
      CompletableFuture<Void> ended =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(
                          () ->
                              patient.send(
                                  new Transport.Request(
                                      "GET",
                                      URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                      Map.of(),
                                      null),
                                  aborts::add))
                      .isInstanceOf(IOException.class));
      Runnable abort = aborts.take();
      try (Socket accepted = silent.accept()) {
        // The request is there: what it waits for is the answer.
        assertThat(accepted.getInputStream().read()).isEqualTo('G');
        while (!ended.isDone()) {
          abort.run();
          Thread.onSpinWait();
        }
      }
      ended.get();
    }
  }

  @Test
  @Timeout(60)
  void whoReadsABodyThatHasFallenSilentIsFreedWhenItIsClosed() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.createContext(
        "/api/v1/sync",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('H');
          exchange.getResponseBody().flush();
          awaits(over);
          exchange.close();
        });
    Transport patient = new HttpTransport(Duration.ofSeconds(5), Duration.ofMinutes(10));
    Transport.Answer answer =
        new ServerApi(patient, "http://127.0.0.1:" + server.getAddress().getPort())
            .sync("token", REQUEST)
            .orElseThrow();
    InputStream body = answer.body();
    assertThat(body.read()).isEqualTo('H');
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> assertThatThrownBy(body::read).isInstanceOf(IOException.class));

    answer.close();

    reading.get();
    over.countDown();
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theConnectionOfAZippedAnswerIsUsedAgain() {
    Set<Integer> connections = ConcurrentHashMap.newKeySet();
    server.createContext(
        "/api/v1/actions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          connections.add(exchange.getRemoteAddress().getPort());
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0); // as long as it happens to be
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(
                zip("{\"outcomes\":[],\"retry\":[],\"serverTime\":\"2026-11-25T10:00:00Z\"}"));
          }
        });

    for (int i = 0; i < 3; i++) {
      assertThat(api().actions("token", new ActionBatch(List.of())).outcomes()).isEmpty();
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void theConnectionOfAnAnswerWithoutContentIsUsedAgain() {
    Set<Integer> connections = ConcurrentHashMap.newKeySet();
    server.createContext(
        "/api/v1/sync",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          connections.add(exchange.getRemoteAddress().getPort());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });

    for (int i = 0; i < 3; i++) {
      assertThat(api().sync("token", REQUEST)).isEmpty();
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void aStreamThatBreaksGivesWhatCameAndThenFails() throws IOException {
    answersZipped(zip(TEXT).length - 20);

    try (Transport.Answer answer = api().sync("token", REQUEST).orElseThrow()) {
      InputStream body = answer.body();
      assertThat(body.read()).isEqualTo('H');
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void nothingNewIsAnAnswerWithoutAStream() {
    answers(204, "");
    assertThat(api().sync("token", REQUEST)).isEmpty();
  }

  @Test
  void refusalsAreTold() {
    refusal(401, "{\"code\":\"device-revoked\"}", NotSignedInException.class, "revoked");
    refusal(
        403,
        "{\"code\":\"not-allowed\",\"detail\":\"no role\"}",
        NotAllowedException.class,
        "no role");
    refusal(
        400, "{\"code\":\"malformed\",\"detail\":\"bad\"}", SyncFailedException.class, "malformed");
    refusal(503, "<html>proxy</html>", UnreachableException.class, "try again later");
    refusal(413, "<html>proxy</html>", TooLargeException.class, "too large");
    refusal(429, "", UnreachableException.class, "429");
    refusal(404, "{\"code\":\"not-found\",\"detail\":\"gone\"}", SyncFailedException.class, "gone");
  }

  @Test
  void howLongAServerWantsToBeLetBeIsTold() {
    server.createContext(
        "/api/v1",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "17");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> api().sync("token", REQUEST))
        .isInstanceOfSatisfying(
            UnreachableException.class,
            away -> assertThat(away.retryAfter()).contains(Duration.ofSeconds(17)));
  }

  @Test
  void aServerThatDoesNotKnowHoldfastYetIsUnreachable() {
    refusal(404, "<html>Not Found</html>", UnreachableException.class, "starting");
    refusal(404, "", UnreachableException.class, "starting");
    refusal(405, "", UnreachableException.class, "starting");
    refusal(404, "{\"status\":404}", UnreachableException.class, "starting");
  }

  @Test
  void onlyHoldfastCanSayThatASegmentIsGone() {
    answers(404, "<html>Not Found</html>");
    assertThatThrownBy(() -> api().segment("token", "id", "zstd", 0, null))
        .isInstanceOf(UnreachableException.class);
    server.removeContext("/api/v1");
    answers(404, "{\"code\":\"segment-gone\"}");
    assertThat(api().segment("token", "id", "zstd", 0, null)).isEmpty();
  }

  private void refusal(
      int status, String body, Class<? extends HoldfastException> error, String message) {
    answers(status, body);
    assertThatThrownBy(() -> api().sync("token", REQUEST))
        .isInstanceOf(error)
        .hasMessageContaining(message);
    server.removeContext("/api/v1");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    ServerApi api = api();
    server.stop(0);

    assertThatThrownBy(() -> api.refresh("token"))
        .isInstanceOf(UnreachableException.class)
        .hasCauseInstanceOf(NotSentException.class);
    server = newServer();
  }

  @Test
  void aServerThatGoesWithoutAnAnswerMayHaveGotTheRequest() {
    server.createContext("/api/v1", HttpExchange::close);

    assertThatThrownBy(() -> api().refresh("token"))
        .isInstanceOf(UnreachableException.class)
        .cause()
        .isNotInstanceOf(NotSentException.class);
  }

  @Test
  void whatIsNoServersAddressIsRefused() {
    assertThatThrownBy(() -> new ServerApi(transport, "ftp://x/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServerApi(transport, "server"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plainHttpIsForTheSameMachineOnly() {
    assertThatThrownBy(() -> new ServerApi(transport, "http://holdfast.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> new ServerApi(transport, "http://127.0.0.1.example"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() -> new ServerApi(transport, "http://localhost:8080"))
        .doesNotThrowAnyException();
    assertThatCode(() -> new ServerApi(transport, "https://holdfast.example"))
        .doesNotThrowAnyException();
  }
}
