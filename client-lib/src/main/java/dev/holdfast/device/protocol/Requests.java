package dev.holdfast.device.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests to one server, and what comes of them when it refuses or can't be reached. */
final class Requests {
  static final String JSON = "application/json";
  static final int REDIRECTION = 300;
  static final int NOT_FOUND = 404;

  private static final String BASE = "/api/v1";
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final Transport transport;
  private final String base;

  /**
   * Requests to a server.
   *
   * @param server its URL, with or without {@code /api/v1}
   * @throws IllegalArgumentException if it is not an HTTP URL, or one of plain HTTP to another
   *     machine, where the network would see passwords and cases
   */
  Requests(Transport transport, String server) {
    this.transport = transport;
    this.base = base(server);
    URI uri = URI.create(base);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("Not the URL of a server: " + server);
    }
    if ("http".equals(uri.getScheme()) && !LOOPBACK.matcher(uri.getHost()).matches()) {
      throw new IllegalArgumentException(
          "Plain HTTP would show passwords and cases to the network. Use https:// for " + server);
    }
  }

  /** Where everything is that a server of this URL answers. */
  static String base(String server) {
    String plain = server.replaceFirst("/+$", "");
    return plain.endsWith(BASE) ? plain : plain + BASE;
  }

  /** Where everything is. */
  String base() {
    return base;
  }

  /** Sends, and reads the answer as JSON. */
  <T> T call(String method, String path, @Nullable String token, Object body, Class<T> type) {
    byte[] json;
    try (Transport.Answer answer = send(method, path, token, body, JSON)) {
      json = answer.body().readAllBytes();
    } catch (IOException e) {
      throw unreachable(e);
    }
    try {
      return WireJson.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new SyncFailedException(
          "The server's answer to %s %s can't be read. Is %s a Holdfast server?"
              .formatted(method, path, base),
          e);
    }
  }

  /** Sends; the answer, which is none of refusal, is to be closed. */
  Transport.Answer send(
      String method, String path, @Nullable String token, @Nullable Object body, String accept) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", accept);
    return accepted(exchange(method, path, token, headers, body));
  }

  /** The answer, unless it is a refusal, which is thrown. */
  static Transport.Answer accepted(Transport.Answer answer) {
    if (answer.status() >= REDIRECTION) {
      try (answer) {
        throw Problems.translate(answer);
      }
    }
    return answer;
  }

  /** The answer, empty if the server does not have what was asked for; refusals are thrown. */
  static Optional<Transport.Answer> found(Transport.Answer answer) {
    if (answer.status() != NOT_FOUND) {
      return Optional.of(accepted(answer));
    }
    try (answer) {
      JsonNode problem = Problems.read(answer);
      if (Problems.isNotFound(NOT_FOUND, problem)) {
        return Optional.empty();
      }
      throw Problems.translate(answer, problem);
    }
  }

  /**
   * Sends; the answer, whatever it is, is to be closed.
   *
   * @param body bytes as they are, or what is sent as JSON
   */
  Transport.Answer exchange(
      String method,
      String path,
      @Nullable String token,
      Map<String, String> headers,
      @Nullable Object body) {
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    if (body != null) {
      headers.putIfAbsent("Content-Type", JSON);
    }
    try {
      return transport.send(
          new Transport.Request(method, URI.create(base + path), headers, bytes(body)));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  UnreachableException unreachable(IOException e) {
    return new UnreachableException(
        UnreachableException.Reason.NETWORK,
        "The server can't be reached at %s (%s). Nothing is lost; try again later."
            .formatted(
                base, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
        e);
  }

  private static byte @Nullable [] bytes(@Nullable Object body) {
    if (body == null || body instanceof byte[]) {
      return (byte[]) body;
    }
    try {
      return WireJson.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("can't be sent: " + body.getClass(), e);
    }
  }
}
