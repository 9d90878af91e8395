package dev.holdfast.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The version in If-Match")
class VersionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "W/\"7\"", " \"7\" "})
  @DisplayName("is read from the tag")
  void reads(String tag) throws RefusedException {
    assertThat(Versions.expected(tag)).isEqualTo(7);
  }

  @Test
  @DisplayName("is required")
  void isRequired() {
    assertThat(refused(null)).isEqualTo(ErrorCode.PRECONDITION_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "7", "\"x\"", "\"-1\"", "\"1\", \"2\"", ""})
  @DisplayName("is stale if it is no tag of ours")
  void refusesOthers(String tag) {
    assertThat(refused(tag)).isEqualTo(ErrorCode.STALE);
  }

  private static ErrorCode refused(@Nullable String tag) {
    return catchThrowableOfType(RefusedException.class, () -> Versions.expected(tag)).code();
  }
}
