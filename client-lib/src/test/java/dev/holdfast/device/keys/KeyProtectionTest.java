package dev.holdfast.device.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Who keeps a key")
class KeyProtectionTest {
  private static final byte[] CONTEXT = "a store".getBytes(UTF_8);
  private static final Argon2id CHEAP = new Argon2id(64, 1, 1);

  private final byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private static KeyProtection passphrase(String text) {
    return new PassphraseProtection(text.toCharArray(), CHEAP);
  }

  private static KeyProtection secret(int first) {
    byte[] secret = new byte[32];
    secret[0] = (byte) first;
    return KeyProtection.key(secret);
  }

  @Nested
  @DisplayName("by a passphrase")
  class ByPassphrase extends KeyProtectionContract {
    @Override
    protected KeyProtection right() {
      return passphrase("Grüße, 東京");
    }

    @Override
    protected KeyProtection wrong() {
      return passphrase("Grusse, 東京");
    }
  }

  @Nested
  @DisplayName("by a key of the application's")
  class BySecret extends KeyProtectionContract {
    @Override
    protected KeyProtection right() {
      return secret(1);
    }

    @Override
    protected KeyProtection wrong() {
      return secret(2);
    }
  }

  @Test
  @DisplayName("notices each changed byte, and takes no parameters that nobody chose")
  void changed() {
    byte[] wrapped = passphrase("a").wrap(key, CONTEXT);
    for (int i = 13; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      assertThat(passphrase("a").unwrap(changed, CONTEXT)).as("byte %d", i).isEmpty();
    }
    byte[] greedy = wrapped.clone();
    greedy[1] = 0x7f;
    assertThatThrownBy(() -> passphrase("a").unwrap(greedy, CONTEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> passphrase("a").unwrap(Arrays.copyOf(wrapped, 40), CONTEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("says that it is too new what a later version has wrapped")
  void newer() {
    byte[] wrapped = passphrase("a").wrap(key, CONTEXT);
    wrapped[0]++;

    assertThatThrownBy(() -> passphrase("a").unwrap(wrapped, CONTEXT))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.TOO_NEW);
  }

  @Test
  @DisplayName("wants it wrapped anew when the parameters have grown, not when they shrink")
  void outdated() {
    byte[] wrapped = passphrase("a").wrap(key, CONTEXT);
    KeyProtection grown = new PassphraseProtection("a".toCharArray(), new Argon2id(128, 1, 1));

    assertThat(grown.isOutdated(wrapped)).isTrue();
    assertThat(grown.unwrap(wrapped, CONTEXT)).contains(key);
    assertThat(passphrase("a").isOutdated(grown.wrap(key, CONTEXT))).isFalse();
  }

  @Test
  @DisplayName("is a passphrase that may be guessed, or 32 bytes that may not")
  void guessable() {
    assertThat(passphrase("a").isGuessable()).isTrue();
    assertThat(secret(1).isGuessable()).isFalse();
    assertThatThrownBy(() -> KeyProtection.key(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
