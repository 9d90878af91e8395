package dev.holdfast.it.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver does before it believes a message. */
final class Verification {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final SecretKeySpec key;

  /**
   * Knows the webhook's secret.
   *
   * @param secret as it was shown, beginning with {@code whsec_}
   */
  Verification(String secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * Whether a message was sent by Holdfast, lately.
   *
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}
   * @param signatures header {@code webhook-signature}
   * @param body the body as it came, not as it was parsed and written again
   */
  boolean isGenuine(String id, String timestamp, String signatures, byte[] body, Instant now)
      throws GeneralSecurityException {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    Mac mac = Mac.getInstance(ALGORITHM);
    mac.init(key);
    mac.update((id + '.' + timestamp + '.').getBytes(UTF_8));
    String wanted = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    return Arrays.stream(signatures.split(" "))
        .anyMatch(one -> MessageDigest.isEqual(one.getBytes(UTF_8), wanted.getBytes(UTF_8)));
  }
}
