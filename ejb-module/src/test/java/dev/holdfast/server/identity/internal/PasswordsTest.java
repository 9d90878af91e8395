package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords(10);

  @BeforeEach
  void prepare() {
    passwords.prepare();
  }

  @Test
  void onlyTheRightPasswordVerifiesAndEveryHashIsDifferent() {
    String hash = passwords.hash("correct horse battery");

    assertThat(passwords.verify(hash, "correct horse battery")).isTrue();
    assertThat(passwords.verify(hash, "correct horse batterY")).isFalse();
    assertThat(passwords.verify(null, "nobody's password")).isFalse();
    assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
    assertThat(passwords.outdated(hash)).isFalse();
  }

  @Test
  void aHashOfLowerCostIsOutdatedButStillVerifies() {
    String old = new Passwords(4).hash("correct horse battery");

    assertThat(passwords.outdated(old)).isTrue();
    assertThat(passwords.verify(old, "correct horse battery")).isTrue();
  }

  @Test
  void whatBcryptWouldCutOffIsRefused() {
    assertThat(passwords.complaint("short")).contains("at least 12");
    assertThat(passwords.complaint("ä".repeat(37))).contains("at most 72 bytes");
    assertThat(passwords.complaint("ä".repeat(36))).isNull();
  }
}
