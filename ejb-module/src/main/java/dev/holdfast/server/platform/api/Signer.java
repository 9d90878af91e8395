package dev.holdfast.server.platform.api;

import java.util.Optional;

/**
 * Signs text that the server gives away and wants back unchanged: access tokens, checkpoints. All
 * nodes share the key, which is in the database. HMAC-SHA-256; signed, not encrypted.
 */
public interface Signer {

  /**
   * Signs.
   *
   * @param purpose what the text is for; a text signed for one purpose is not valid for another
   * @param text the text
   * @return characters of the URL-safe Base64 alphabet and one dot
   */
  String sign(String purpose, String text);

  /**
   * The text, if it was signed here for this purpose.
   *
   * @param purpose as given to {@link #sign}
   * @param signed what came back
   */
  Optional<String> open(String purpose, String signed);

  /**
   * A key that nobody else can make, the same each time.
   *
   * @param purpose what the key is for; none that is given to {@link #sign}
   * @param text what it is for in particular
   * @return 32 bytes
   */
  byte[] key(String purpose, String text);
}
