package dev.holdfast.device.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Contents of attachments up, by tus 1.0.0, and down, by ranges. Every call throws {@link
 * dev.holdfast.device.api.UnreachableException} if there is no answer or the server can't answer
 * now, {@link UploadsBusyException} if other devices are sending, {@link ContentRefusedException}
 * if it does not want the content, {@link UploadLostException} if the upload is not where it was
 * thought, and what {@link Problems} says otherwise.
 */
public final class ContentApi {
  private static final String CONTENTS = "/contents";
  private static final String OCTETS = "application/offset+octet-stream";
  private static final String OFFSET = "Upload-Offset";
  private static final int CONFLICT = 409;
  private static final int GONE = 410;
  private static final int BEYOND_ITS_END = 416;
  private static final int CHECKSUM_MISMATCH = 460;
  private static final int UNAVAILABLE = 503;
  private static final String BUSY = "uploads-busy";

  /** What concerns one content only. */
  private static final Set<String> NOT_NOW = Set.of("content-damaged", "content-away");

  /** What is final for a content as it is. */
  private static final Set<String> FINAL =
      Set.of(
          "content-too-large",
          "content-type-refused",
          "content-type-lies",
          "content-differs",
          "content-refused",
          "quota-exceeded");

  private final Requests requests;
  private final String contents;
  private final String uploads;

  /**
   * Contents at a door.
   *
   * @param door where contents are, from the base of everything; empty for the usual one
   */
  ContentApi(Requests requests, String door) {
    this.requests = requests;
    this.contents = door + CONTENTS;
    this.uploads = contents + "/uploads/";
  }

  /**
   * What is to be sent.
   *
   * @param id the content
   * @param size its length in bytes
   * @param type its media type
   * @param application that of the field
   * @param version version of the package in whose words these are
   * @param caseType that of the field
   * @param field the field that will name it, {@code list.field} within a list of records
   */
  public record Creation(
      String id,
      long size,
      String type,
      String application,
      String version,
      String caseType,
      String field) {
    /** As tus has it: values in Base64. */
    String metadata() {
      return "id %s,application %s,version %s,case-type %s,field %s,type %s,resume"
          .formatted(
              base64(id),
              base64(application),
              base64(version),
              base64(caseType),
              base64(field),
              base64(type));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * An upload.
   *
   * @param name what the server calls it
   * @param offset so many bytes the server has
   */
  public record Upload(String name, long offset) {}

  /**
   * Begins an upload, or goes on with one.
   *
   * @param body all of a small content, null to send it later
   */
  public Upload create(String token, Creation creation, byte @Nullable [] body) {
    Map<String, String> headers = tus();
    headers.put("Upload-Length", String.valueOf(creation.size()));
    headers.put("Upload-Metadata", creation.metadata());
    if (body != null) {
      headers.put("Content-Type", OCTETS);
    }
    try (Transport.Answer answer = requests.exchange("POST", contents, token, headers, body)) {
      requireTaken(answer, true);
      String location = answer.header("Location").orElseThrow(() -> noTus("Location"));
      String path = URI.create(location).getPath();
      return new Upload(path.substring(path.lastIndexOf('/') + 1), offset(answer));
    }
  }

  /** How many bytes of an upload the server has. */
  public long offset(String token, Upload upload) {
    try (Transport.Answer answer =
        requests.exchange("HEAD", uploads + upload.name(), token, tus(), null)) {
      if (answer.status() == Requests.NOT_FOUND || answer.status() == GONE) {
        // An answer to HEAD has no body that could say more.
        throw new UploadLostException(true, "The server has the upload no more.");
      }
      requireTaken(answer, false);
      return offset(answer);
    }
  }

  /**
   * Sends the next bytes.
   *
   * @return how many the server has now
   */
  public long send(String token, Upload upload, byte[] piece) {
    Map<String, String> headers = tus();
    // Java's own connections don't know PATCH; tus has this for them.
    headers.put("X-HTTP-Method-Override", "PATCH");
    headers.put(OFFSET, String.valueOf(upload.offset()));
    headers.put("Content-Type", OCTETS);
    headers.put("Upload-Checksum", "sha256 " + checksum(piece));
    try (Transport.Answer answer =
        requests.exchange("POST", uploads + upload.name(), token, headers, piece)) {
      requireTaken(answer, false);
      return offset(answer);
    }
  }

  /**
   * Fetches a content, or the rest of it.
   *
   * @param from bytes that came earlier
   * @return the answer, to be closed: 206 if it is the rest, 200 if it is all of it; empty if the
   *     server does not have it, or not for this user
   */
  public Optional<Transport.Answer> fetch(String token, String id, long from) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/octet-stream");
    // As it is: most are compressed already, and ranges are of the content.
    headers.put("Accept-Encoding", "identity");
    if (from > 0) {
      headers.put("Range", "bytes=%d-".formatted(from));
    }
    Transport.Answer answer = requests.exchange("GET", contents + '/' + id, token, headers, null);
    if (answer.status() == BEYOND_ITS_END && from > 0) {
      answer.close();
      return fetch(token, id, 0);
    }
    if (answer.status() == UNAVAILABLE) {
      JsonNode problem = Problems.read(answer);
      if (NOT_NOW.contains(problem.path("code").asText(""))) {
        answer.close();
        throw new SyncFailedException(
            "The server can't give the content of an attachment now (%s). The rest goes on; try again later."
                .formatted(problem.path("detail").asText("no explanation")),
            null);
      }
      try (answer) {
        throw Problems.translate(answer, problem);
      }
    }
    return Requests.found(answer);
  }

  private static Map<String, String> tus() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", Requests.JSON);
    headers.put("Tus-Resumable", "1.0.0");
    return headers;
  }

  private static long offset(Transport.Answer answer) {
    return answer
        .header(OFFSET)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .orElseThrow(() -> noTus(OFFSET));
  }

  private static SyncFailedException noTus(String header) {
    return new SyncFailedException(
        "The server's answer about the content of an attachment has no header %s."
            .formatted(header),
        null);
  }

  private static void requireTaken(Transport.Answer answer, boolean creation) {
    if (answer.status() < Requests.REDIRECTION) {
      return;
    }
    throw refusal(answer, Problems.read(answer), creation);
  }

  private static HoldfastException refusal(
      Transport.Answer answer, JsonNode problem, boolean creation) {
    int status = answer.status();
    String code = problem.path("code").asText("");
    String detail = problem.path("detail").asText("no explanation");
    if (FINAL.contains(code) || creation && Problems.isNotFound(status, problem)) {
      return new ContentRefusedException(code, detail);
    }
    boolean isGone = status == GONE || Problems.isNotFound(status, problem);
    if (isGone || status == CHECKSUM_MISMATCH || status == CONFLICT) {
      return new UploadLostException(isGone, detail);
    }
    HoldfastException refusal = Problems.translate(answer, problem);
    return BUSY.equals(code) && refusal instanceof UnreachableException busy
        ? new UploadsBusyException(busy)
        : refusal;
  }

  private static String checksum(byte[] piece) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(piece));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
