package dev.holdfast.rest.contents;

import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Place;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Upload-Metadata}.
 *
 * @param values by key; of a key without value the empty text
 */
record Metadata(Map<String, String> values) {

  /**
   * Reads the header; null is an empty one.
   *
   * @throws RefusedException {@code MALFORMED}
   */
  static Metadata read(@Nullable String header) throws RefusedException {
    Map<String, String> values = new HashMap<>();
    for (String pair : (header == null ? "" : header).split(",", -1)) {
      if (!pair.isBlank()) {
        String[] parts = pair.strip().split(" +", 2);
        if (values.put(parts[0], parts.length == 1 ? "" : decoded(parts[0], parts[1])) != null) {
          throw malformed(parts[0] + " is there twice.");
        }
      }
    }
    return new Metadata(values);
  }

  /**
   * What it announces.
   *
   * @param bytes the header {@code Upload-Length}
   * @throws RefusedException {@code MALFORMED} if something is missing
   */
  Announced announced(@Nullable String bytes) throws RefusedException {
    if (bytes == null || !bytes.matches("[0-9]{1,18}")) {
      throw malformed("Say the length in " + Tus.LENGTH + "; lengths can't be told later.");
    }
    return new Announced(
        required("id"),
        Long.parseLong(bytes),
        plain(required("type")),
        new Place(
            required("application"),
            values.get("version"),
            required("case-type"),
            required("field")),
        values.containsKey("resume"));
  }

  private String required(String key) throws RefusedException {
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw malformed(key + " is missing.");
    }
    return value;
  }

  /** Media types are compared in lower case and without parameters. */
  private static String plain(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String decoded(String key, String base64) throws RefusedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(0) >= 0) {
        throw malformed(key + " has the character U+0000, which can't be stored.");
      }
      return text;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw malformed(key + " is not Base64 of a text in UTF-8.");
    }
  }

  private static RefusedException malformed(String what) {
    return new RefusedException(ErrorCode.MALFORMED, Tus.METADATA + ": " + what);
  }
}
