package dev.holdfast.device.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyProtection} has to hold: an implementation is tested by a class that extends
 * this.
 */
public abstract class KeyProtectionContract {
  private static final byte[] CONTEXT = "a store".getBytes(UTF_8);

  private final byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  /** One of a secret, made anew each time as for another opening. */
  protected abstract KeyProtection right();

  /** One of the same kind and of another secret. */
  protected abstract KeyProtection wrong();

  private byte[] wrapped() {
    return right().wrap(key, CONTEXT);
  }

  /** What is none of its own is no key, whether it says so by nothing or as an error. */
  private static Optional<byte[]> unwrapped(
      KeyProtection protection, byte[] wrapped, byte[] context) {
    try {
      return protection.unwrap(wrapped, context);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Test
  @DisplayName("gives it back for the right secret only, and leaves it as it was")
  void secrets() {
    byte[] wrapped = wrapped();

    assertThat(right().unwrap(wrapped, CONTEXT)).contains(key);
    assertThat(wrong().unwrap(wrapped, CONTEXT)).isEmpty();
    assertThat(new String(key, UTF_8)).isEqualTo("0123456789abcdef0123456789abcdef");
  }

  @Test
  @DisplayName("gives it back for what it was wrapped for only")
  void contexts() {
    assertThat(unwrapped(right(), wrapped(), "another store".getBytes(UTF_8))).isEmpty();
  }

  @Test
  @DisplayName("wraps it differently each time, and never as it is")
  void fresh() {
    byte[] one = wrapped();

    assertThat(one).isNotEqualTo(wrapped());
    assertThat(new String(one, UTF_8)).doesNotContain(new String(key, UTF_8));
  }

  @Test
  @DisplayName("makes no key of what was changed, cut or is none")
  void changed() {
    byte[] wrapped = wrapped();
    byte[] last = wrapped.clone();
    last[last.length - 1] ^= 1;

    assertThat(unwrapped(right(), last, CONTEXT)).isEmpty();
    assertThat(unwrapped(right(), Arrays.copyOf(wrapped, wrapped.length - 1), CONTEXT)).isEmpty();
    assertThat(unwrapped(right(), new byte[0], CONTEXT)).isEmpty();
  }

  @Test
  @DisplayName("is called the same each time, and takes what it has just wrapped for up to date")
  void scheme() {
    assertThat(right().scheme()).isNotBlank().isEqualTo(wrong().scheme());
    assertThat(right().isOutdated(wrapped())).isFalse();
  }
}
