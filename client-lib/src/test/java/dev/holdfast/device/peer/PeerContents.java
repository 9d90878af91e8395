package dev.holdfast.device.peer;

import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Contents as docs/specs/contents.md says, for one user. */
public final class PeerContents {
  private static final int PIECE = 64 * 1024;
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<String, byte[]> complete = new LinkedHashMap<>();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> refusals = new HashMap<>();
  private Runnable between = () -> {};
  private int cutAt = NEVER;
  private boolean go;
  private boolean die;
  private boolean loseAnswer;
  private int corruptions;
  private int unavailable;
  private int mostBody = NEVER;
  private long taken;
  private long given;

  private static final class Upload {
    private final String id;
    private final long length;
    private final Map<String, String> said;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Upload(String id, long length, Map<String, String> said) {
      this.id = id;
      this.length = length;
      this.said = said;
    }
  }

  /** The contents that are complete. */
  public Map<String, byte[]> complete() {
    return complete;
  }

  /** Puts one that somebody else sent; returns its id. */
  public String put(byte[] bytes) {
    String id = hex(bytes);
    complete.put(id, bytes);
    return id;
  }

  /** As after a restore: it is not there any more. */
  public void lose(String id) {
    complete.remove(id);
    uploads.values().removeIf(upload -> upload.id.equals(id));
  }

  /** Uploads that nobody went on with go. */
  public void expire() {
    uploads.clear();
  }

  /** What was asked, as {@code PATCH 1024}. */
  public List<String> requests() {
    return requests;
  }

  /** Bytes that were taken, each as often as it came. */
  public long taken() {
    return taken;
  }

  /** Bytes that were given. */
  public long given() {
    return given;
  }

  /** What the last creation said. */
  public Map<String, String> said() {
    return uploads.values().stream().reduce((one, other) -> other).orElseThrow().said;
  }

  /** Refuses contents of a media type when they are created. */
  public void refuse(String type, int status, String code) {
    refusals.put(type, status + " " + code);
  }

  /** Refuses nothing. */
  public void refuseNothing() {
    refusals.clear();
  }

  /** Does something before each piece is taken. */
  public void between(Runnable what) {
    between = what;
  }

  /** Cuts the next body after so many bytes, up or down; then the server is gone. */
  public void cutAndGoAt(int bytes) {
    cutAt = bytes;
    go = true;
  }

  /** Cuts the next body after so many bytes, up or down. */
  public void cutAt(int bytes) {
    cutAt = bytes;
  }

  /** The device's process dies after so many bytes of the next body. */
  public void dieAt(int bytes) {
    cutAt = bytes;
    die = true;
  }

  /** Loses the answer to the next piece, which is taken. */
  public void loseAnswer() {
    loseAnswer = true;
  }

  /** Changes a byte of so many contents to come, up or down. */
  public void corrupt(int count) {
    corruptions = count;
  }

  /** Says 503 so often. */
  public void unavailable(int count) {
    unavailable = count;
  }

  /** Something on the way refuses larger bodies. */
  public void refuseLargerThan(int bytes) {
    mostBody = bytes;
  }

  /** What an action brings and is not there. */
  Set<String> lacking(ActionSubmission action) {
    Set<String> lacking = new TreeSet<>(Contents.brought(action.fields(), action.base()));
    lacking.removeAll(complete.keySet());
    return lacking;
  }

  Transport.Answer answer(String path, Transport.Request request, Runnable goAway)
      throws IOException {
    if (unavailable > 0 && unavailable-- > 0) {
      return new PeerAnswer(503, "{\"code\":\"unavailable\",\"detail\":\"the store is away\"}");
    }
    int length = request.body() == null ? 0 : request.body().length;
    if (length > mostBody) {
      return new PeerAnswer(413, "");
    }
    String method = request.headers().getOrDefault("X-HTTP-Method-Override", request.method());
    requests.add(method + ' ' + length);
    return switch (method) {
      case "POST" -> create(request, goAway);
      case "HEAD" -> head(upload(path));
      case "PATCH" -> patch(upload(path), request, goAway);
      default -> give(path.substring(1), request, goAway);
    };
  }

  private @Nullable Upload upload(String path) {
    return uploads.get(path.substring("/uploads/".length()));
  }

  private Transport.Answer create(Transport.Request request, Runnable goAway) throws IOException {
    Map<String, String> said = said(request);
    String id = Objects.requireNonNull(said.get("id"));
    String refusal = refusals.get(said.get("type"));
    if (refusal != null) {
      String[] parts = refusal.split(" ");
      return problem(Integer.parseInt(parts[0]), parts[1]);
    }
    long length = Long.parseLong(request.headers().getOrDefault("Upload-Length", "0"));
    String name = "up-" + id.substring(0, 12);
    Upload upload = uploads.get(name);
    if (upload == null) {
      upload = new Upload(id, length, said);
      uploads.put(name, upload);
      byte[] known = complete.get(id);
      if (known != null) {
        upload.bytes.writeBytes(known);
      }
    }
    byte[] body = request.body();
    if (upload.bytes.size() == 0 && body != null) {
      take(upload, body, goAway);
    }
    return ended(upload, name, 201);
  }

  private static Map<String, String> said(Transport.Request request) {
    Map<String, String> said = new HashMap<>();
    for (String pair : request.headers().getOrDefault("Upload-Metadata", "").split(",")) {
      String[] parts = pair.split(" ");
      said.put(
          parts[0],
          parts.length < 2
              ? ""
              : new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }
    return said;
  }

  private Transport.Answer head(@Nullable Upload upload) {
    return upload == null ? new PeerAnswer(404, "") : at(upload, "", 200);
  }

  private Transport.Answer patch(
      @Nullable Upload upload, Transport.Request request, Runnable goAway) throws IOException {
    between.run();
    if (upload == null) {
      return problem(404, "not-found");
    }
    String offset = request.headers().get("Upload-Offset");
    if (!String.valueOf(upload.bytes.size()).equals(offset)) {
      return problem(409, "offset-conflict");
    }
    byte[] body = Objects.requireNonNull(request.body());
    String checksum = "sha256 " + Base64.getEncoder().encodeToString(digest(body));
    if (!checksum.equals(request.headers().get("Upload-Checksum"))) {
      return problem(460, "checksum-mismatch");
    }
    take(upload, body, goAway);
    return ended(upload, "", 204);
  }

  /** Whole pieces, up to where the connection breaks. */
  private void take(Upload upload, byte[] body, Runnable goAway) throws IOException {
    int cut = cutAt;
    cutAt = NEVER;
    int whole = cut >= body.length ? body.length : cut / PIECE * PIECE;
    byte[] came = Arrays.copyOf(body, whole);
    if (corruptions > 0 && corruptions-- > 0) {
      came[whole / 2] ^= 1;
    }
    upload.bytes.writeBytes(came);
    taken += whole;
    if (cut < body.length) {
      complete(upload);
      end(goAway);
      throw new IOException("connection reset");
    }
    if (loseAnswer) {
      loseAnswer = false;
      complete(upload);
      throw new IOException("connection reset");
    }
  }

  private void end(Runnable goAway) {
    boolean dies = die;
    boolean goes = go;
    die = false;
    go = false;
    if (goes) {
      goAway.run();
    }
    if (dies) {
      throw new Death();
    }
  }

  private Transport.Answer ended(Upload upload, String name, int status) {
    return complete(upload) ? at(upload, name, status) : problem(409, "content-differs");
  }

  /** Whether it is not another content than it said. */
  private boolean complete(Upload upload) {
    byte[] bytes = upload.bytes.toByteArray();
    if (bytes.length < upload.length) {
      return true;
    }
    if (!hex(bytes).equals(upload.id)) {
      uploads.values().remove(upload);
      return false;
    }
    complete.put(upload.id, bytes);
    return true;
  }

  private static Transport.Answer at(Upload upload, String name, int status) {
    return new PeerAnswer(
        status,
        new byte[0],
        NEVER,
        () -> {},
        Map.of(
            "Upload-Offset",
            String.valueOf(upload.bytes.size()),
            "Location",
            "https://peer.invalid/api/v1/contents/uploads/" + name));
  }

  private Transport.Answer give(String id, Transport.Request request, Runnable goAway) {
    byte[] whole = complete.get(id);
    if (whole == null) {
      return problem(404, "content-gone");
    }
    String range = request.headers().getOrDefault("Range", "");
    int from =
        range.isEmpty()
            ? 0
            : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    if (!range.isEmpty() && from >= whole.length) {
      return problem(416, "range");
    }
    byte[] bytes = Arrays.copyOfRange(whole, from, whole.length);
    if (corruptions > 0 && corruptions-- > 0) {
      bytes[bytes.length / 2] ^= 1;
    }
    int cut = Math.min(cutAt, bytes.length);
    cutAt = NEVER;
    given += cut;
    return new PeerAnswer(
        range.isEmpty() ? 200 : 206, bytes, cut, () -> end(goAway), Map.of("ETag", id));
  }

  private static Transport.Answer problem(int status, String code) {
    return new PeerAnswer(
        status, "{\"code\":\"%s\",\"detail\":\"the peer says %s\"}".formatted(code, code));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }
}
