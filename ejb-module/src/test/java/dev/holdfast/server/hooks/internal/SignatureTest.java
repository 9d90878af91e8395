package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures as receivers compute them by the Standard Webhooks specification. */
class SignatureTest {
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String KNOWN = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @Test
  void areTheOnesThatTheLibrariesOfTheSpecificationTest() {
    assertThat(Signature.of(ID, AT, BODY, List.of(key))).isEqualTo(KNOWN);
  }

  @Test
  void areSeveralWhileASecretIsRenewed() {
    assertThat(Signature.of(ID, AT, BODY, List.of(new byte[] {1}, key)))
        .startsWith("v1,")
        .endsWith(" " + KNOWN);
  }
}
