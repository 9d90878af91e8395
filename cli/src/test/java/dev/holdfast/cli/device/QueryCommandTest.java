package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueryCommandTest {

  @Test
  @DisplayName("An argument that is written as a number is one, unless it is in quotes")
  void arguments() {
    assertThat(QueryCommand.argument("42")).isEqualTo(42L);
    assertThat(QueryCommand.argument("-1")).isEqualTo(-1L);
    assertThat(QueryCommand.argument("61.5")).isEqualTo(61.5);
    assertThat(QueryCommand.argument("'42'")).isEqualTo("42");
    assertThat(QueryCommand.argument("AK")).isEqualTo("AK");
    assertThat(QueryCommand.argument("00501")).as("a code, no number").isEqualTo("00501");
    assertThat(QueryCommand.argument("12345678901234567890")).isEqualTo("12345678901234567890");
    assertThat(QueryCommand.argument("'")).isEqualTo("'");
  }
}
