package dev.holdfast.it.server;

import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An application with pictures, and what a device says to send them. */
public final class AlbumPackage {
  private final String application;
  private final AtomicLong sequence = new AtomicLong();

  /** Deploys it. */
  public AlbumPackage(String application) {
    this.application = application;
    ServerTest.deployPackage(
        """
        application: NAME
        version: 1.0.0
        roles: [NAME-worker]
        cases:
          album:
            fields:
              photo: {type: attachment, max-size: 100 MB, types: [text/plain, image/*]}
              note: {type: text}
            scope: [case.assignee == user.name]
            stages: [open, done]
            actions:
              begin: {creates: open, by: [NAME-worker], sets: [photo, note, assignee]}
              write: {from: open, by: [NAME-worker], sets: [photo, note, assignee]}
              end: {from: open, to: done, completes: true, by: [NAME-worker]}
        """
            .replace("NAME", application));
  }

  /** Role of those who work with it. */
  public String role() {
    return application + "-worker";
  }

  /** An action that begins an album with a photo. */
  public ActionSubmission begin(UUID id, String user, byte[] photo) {
    return act(id, "begin", 0, Map.of("assignee", user, "photo", attachment(photo)));
  }

  /** An action. */
  public ActionSubmission act(UUID id, String name, long base, Map<String, Object> fields) {
    return new ActionSubmission(
        UUID.randomUUID(),
        sequence.incrementAndGet(),
        application,
        "1.0.0",
        id,
        "album",
        name,
        new HashMap<>(fields),
        Map.of(),
        base,
        null,
        null,
        Instant.parse("2026-01-31T12:00:00Z"),
        0);
  }

  private static Map<String, Object> attachment(byte[] content) {
    return Map.of("id", id(content), "name", "p.txt", "type", "text/plain", "size", content.length);
  }

  /** What a content is announced by. */
  public Map<String, String> metadata(String id) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("id", id);
    metadata.put("application", application);
    metadata.put("case-type", "album");
    metadata.put("field", "photo");
    metadata.put("type", "text/plain");
    return metadata;
  }

  /** Announces a content; where its upload is, from {@code /contents} on. */
  public String announce(Api api, String id, long bytes, String... more) {
    return path(begin(api, id, bytes, more));
  }

  /** Announces a content. */
  public Answer begin(Api api, String id, long bytes, String... more) {
    return begin(api, metadata(id), bytes, more);
  }

  /** Announces a content by what is said of it. */
  static Answer begin(Api api, Map<String, String> said, long bytes, String... more) {
    String metadata =
        said.entrySet().stream()
            .map(entry -> entry.getKey() + ' ' + base64(entry.getValue()))
            .collect(Collectors.joining(","));
    String all = more.length == 0 ? metadata : metadata + ',' + String.join(",", more);
    return api.send(
        "/contents",
        request ->
            request
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", String.valueOf(bytes))
                .header("Upload-Metadata", all)
                .POST(BodyPublishers.noBody()));
  }

  /** Sends a part. */
  public static Answer part(Api api, String upload, long offset, byte[] part, String... headers) {
    return part(api, upload, offset, BodyPublishers.ofByteArray(part), headers);
  }

  /** Sends all of an upload as it is read. */
  public static Answer whole(Api api, String upload, Supplier<? extends InputStream> content) {
    return part(api, upload, 0, BodyPublishers.ofInputStream(content));
  }

  private static Answer part(
      Api api, String upload, long offset, BodyPublisher part, String... headers) {
    return api.send(
        upload,
        request -> {
          request
              .header("Tus-Resumable", "1.0.0")
              .header("Upload-Offset", String.valueOf(offset))
              .header("Content-Type", "application/offset+octet-stream");
          if (headers.length > 0) {
            request.headers(headers);
          }
          return request.method("PATCH", part);
        });
  }

  /** Sends a content whole, as of a media type. */
  public void send(Api api, String type, byte[] content) {
    Map<String, String> said = metadata(id(content));
    said.put("type", type);
    part(api, path(begin(api, said, content.length)), 0, content).ok();
  }

  /** Announces a content by what is said of it; where its upload is, from {@code /contents} on. */
  public static String announce(Api api, Map<String, String> said, long bytes) {
    return path(begin(api, said, bytes));
  }

  private static String path(Answer begun) {
    return begun.ok().header("Location").replaceFirst("^/api/v1", "");
  }

  /** Sends a content whole. */
  public void send(Api api, byte[] content) {
    part(api, announce(api, id(content), content.length), 0, content).ok();
  }

  /** The id of a content. */
  public static String id(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Makes ids. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
