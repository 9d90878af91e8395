package dev.holdfast.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that answers what it was told to, and the command beside it. */
final class PretendServer implements AutoCloseable {
  private static final String SESSION =
      """
      {"user": "admin", "roles": ["administrator"], "attributes": {}, "device": null,
       "accessToken": "token", "accessExpires": "2026-01-01T00:00:00Z", "refreshToken": null,
       "serverTime": "2026-01-01T00:00:00Z"}""";

  private record Answer(int status, String body, String etag) {}

  private final Path password;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final HttpServer server;

  /** Starts, and signs in whoever comes; the password's file is made in a directory. */
  PretendServer(Path directory) throws IOException {
    password = Files.writeString(directory.resolve("password"), "secret\n");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    answer("POST /api/v1/sessions", 201, SESSION);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers a request, named as {@code GET /api/v1/path}. */
  void answer(String request, int status, String body) {
    answer(request, status, body, "");
  }

  /** Answers a request with a version. */
  void answer(String request, int status, String body, String etag) {
    answers.put(request, new Answer(status, body, etag));
  }

  /** Runs {@code holdfast admin} with this server. */
  int admin(String... args) {
    return adminOf("http://127.0.0.1:" + server.getAddress().getPort(), args);
  }

  /** Runs {@code holdfast admin} with another address. */
  int adminOf(String address, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> line =
        new ArrayList<>(
            List.of("admin", "--server", address, "--password-file", password.toString()));
    line.addAll(List.of(args));
    return Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new));
  }

  /** What the last run printed. */
  String out() {
    return out.toString();
  }

  /** What the last run said besides. */
  String err() {
    return err.toString();
  }

  /** All requests: method, path, {@code if} version, body. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String match = exchange.getRequestHeaders().getFirst("If-Match");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(request + (match == null ? "" : " if " + match) + " " + body);
      Answer answer = answers.getOrDefault(request, new Answer(404, "", ""));
      if (!answer.etag().isEmpty()) {
        exchange.getResponseHeaders().add("ETag", answer.etag());
      }
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
