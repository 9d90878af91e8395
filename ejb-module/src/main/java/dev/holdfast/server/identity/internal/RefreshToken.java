package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token: which session of which device it belongs to, and 256 random bits. Only its hash
 * is stored.
 *
 * @param device the device
 * @param session the device's session
 * @param secret random, in URL-safe Base64
 */
record RefreshToken(UUID device, UUID session, String secret) {
  private static final int SECRET_BYTES = 32;
  private static final int PARTS = 3;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new token. */
  static RefreshToken make(UUID device, UUID session) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new RefreshToken(
        device, session, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads what a device sent, empty if no token looks like this. */
  static Optional<RefreshToken> read(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RefreshToken(UUID.fromString(parts[0]), UUID.fromString(parts[1]), parts[2]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As devices get it. */
  String text() {
    return device + "." + session + "." + secret;
  }

  /** What is stored of it. */
  byte[] hash() {
    return Sha256.digest().digest(text().getBytes(StandardCharsets.UTF_8));
  }
}
