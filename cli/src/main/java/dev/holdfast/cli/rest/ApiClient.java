package dev.holdfast.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.WireJson;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user's session with one server. Nothing is repeated by itself: a request that wasn't answered
 * may have taken effect.
 */
public final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  /** The server makes a document whole before it answers. */
  private static final Duration DOCUMENT = Duration.ofMinutes(30);

  private static final String PAGE_LIMIT = "500";
  private static final String JSON = "application/json";

  private final HttpClient http;
  private final String base;
  private @Nullable String token;

  private ApiClient(HttpClient http, String base) {
    this.http = http;
    this.base = base;
  }

  /**
   * Signs in.
   *
   * @param server the server's address, with or without {@code /api/v1}
   * @param request who
   * @throws CommandException if it is no server's address, can't be reached or refuses
   */
  public static ApiClient signIn(String server, SignInRequest request) throws CommandException {
    ApiClient client =
        new ApiClient(HttpClient.newBuilder().connectTimeout(CONNECT).build(), base(server));
    JsonNode answer = client.post("/sessions", request);
    client.token = read(answer, Session.class).accessToken();
    return client;
  }

  /** Gets a document. */
  public JsonNode get(String path) throws CommandException {
    return json(send(request(path).GET(), JSON));
  }

  /** Gets a document as text of this media type. */
  public String text(String path, String mediaType) throws CommandException {
    return send(request(path).GET(), mediaType).body();
  }

  /**
   * Writes a document of this media type to a stream as it comes.
   *
   * @throws UncheckedIOException if the stream does not take it
   */
  public void download(String path, String mediaType, OutputStream out) throws CommandException {
    download(request(path).GET(), mediaType, out);
  }

  /** The same of what the server makes for a JSON document. */
  public void download(String path, Object order, String mediaType, OutputStream out)
      throws CommandException {
    download(withBody(request(path), "POST", JSON, write(order)), mediaType, out);
  }

  private void download(HttpRequest.Builder request, String mediaType, OutputStream out)
      throws CommandException {
    HttpResponse<InputStream> response =
        exchange(request.timeout(DOCUMENT), mediaType, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 400) {
        String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw Problems.toException(response.statusCode(), problem);
      }
      body.transferTo(new Told(out));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** A disk that is full is not a server that is away. */
  private static final class Told extends FilterOutputStream {
    Told(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gets a document with its version, for a later {@link #put}. */
  public Versioned versioned(String path) throws CommandException {
    HttpResponse<String> response = send(request(path).GET(), JSON);
    return new Versioned(json(response), response.headers().firstValue("ETag").orElse("*"));
  }

  /** All items of a list, page by page. */
  public ArrayNode list(String path) throws CommandException {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    String offset = "0";
    while (!offset.isEmpty()) {
      JsonNode page =
          get(Query.of(path).with("limit", PAGE_LIMIT).with("offset", offset).toString());
      page.path("items").forEach(items::add);
      offset = page.path("next").asText("");
    }
    return items;
  }

  /** Posts a JSON document. */
  public JsonNode post(String path, Object body) throws CommandException {
    return json(send(withBody(request(path), "POST", JSON, write(body)), JSON));
  }

  /** Posts a text document. */
  public String post(String path, String mediaType, String body, String accept)
      throws CommandException {
    return send(withBody(request(path), "POST", mediaType, body), accept).body();
  }

  /** Posts a JSON document that changes something of a version that was seen. */
  public JsonNode post(String path, Object body, String etag) throws CommandException {
    HttpRequest.Builder request = request(path).header("If-Match", etag);
    return json(send(withBody(request, "POST", JSON, write(body)), JSON));
  }

  /** Puts a JSON document in place of the version that was seen. */
  public JsonNode put(String path, Object body, String etag) throws CommandException {
    HttpRequest.Builder request = request(path).header("If-Match", etag);
    return json(send(withBody(request, "PUT", JSON, write(body)), JSON));
  }

  /** Deletes the version that was seen. */
  public void delete(String path, String etag) throws CommandException {
    send(request(path).header("If-Match", etag).DELETE(), JSON);
  }

  /** Deletes. */
  public void delete(String path) throws CommandException {
    send(request(path).DELETE(), JSON);
  }

  /**
   * A document and the version that it was read in.
   *
   * @param document the document
   * @param etag for {@code If-Match}
   */
  public record Versioned(JsonNode document, String etag) {}

  /** Reads a JSON text as this kind of document. */
  public static <T> T read(JsonNode document, Class<T> type) throws CommandException {
    try {
      return WireJson.mapper().treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new CommandException(
          ExitCode.FAILED, "The server's answer can't be read: " + e.getOriginalMessage(), e);
    }
  }

  private static String base(String server) throws CommandException {
    String trimmed = server.replaceAll("/+$", "");
    try {
      URI uri = new URI(trimmed);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return trimmed.endsWith("/api/v1") ? trimmed : trimmed + "/api/v1";
      }
    } catch (URISyntaxException e) {
      throw noServer(server, e);
    }
    throw noServer(server, null);
  }

  private static CommandException noServer(String server, @Nullable Exception cause) {
    return new CommandException(
        ExitCode.USAGE,
        "Not the URL of a server: \"%s\". One is http://localhost:8080.".formatted(server),
        cause);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder withBody(
      HttpRequest.Builder request, String method, String mediaType, String body) {
    return request.header("Content-Type", mediaType).method(method, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String accept)
      throws CommandException {
    HttpResponse<String> response = exchange(request, accept, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw Problems.toException(response.statusCode(), response.body());
    }
    return response;
  }

  private <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, String accept, HttpResponse.BodyHandler<T> body)
      throws CommandException {
    HttpRequest built = request.header("Accept", accept + ", application/problem+json").build();
    try {
      return http.send(built, body);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "Interrupted", e);
    }
  }

  private CommandException unreachable(IOException e) {
    return new CommandException(
        ExitCode.UNREACHABLE,
        "Can't reach the server at %s%s. Is it up?"
            .formatted(base, e.getMessage() == null ? "" : " (" + e.getMessage() + ")"),
        e);
  }

  private static JsonNode json(HttpResponse<String> response) throws CommandException {
    if (response.body().isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return WireJson.mapper().readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "%s didn't answer in JSON. Is it a Holdfast server?".formatted(response.uri()),
          e);
    }
  }

  private static String write(Object body) {
    try {
      return WireJson.mapper().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
