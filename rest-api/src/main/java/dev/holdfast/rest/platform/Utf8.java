package dev.holdfast.rest.platform;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Documents as text. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Reads a document, byte for byte.
   *
   * @throws RefusedException {@code MALFORMED} if it isn't UTF-8
   */
  public static String decode(byte[] document) throws RefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(ErrorCode.MALFORMED, "The document is not UTF-8.");
    }
  }
}
