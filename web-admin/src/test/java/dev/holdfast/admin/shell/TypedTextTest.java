package dev.holdfast.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A typed text")
class TypedTextTest {

  @Test
  @DisplayName("has line feeds for the line ends that browsers send")
  void lineFeeds() {
    assertThat(TypedText.lineFeeds("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
  }
}
