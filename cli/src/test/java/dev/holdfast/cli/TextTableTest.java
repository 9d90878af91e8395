package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  @DisplayName("columns are as wide as their widest cell, line feeds become spaces")
  void aligned() {
    TextTable table = new TextTable("id", "name").row("1", "a\nb").row("1000", "c");

    assertThat(table.toString())
        .isEqualTo(
            """
            ID    NAME
            1     a b
            1000  c""");
  }
}
