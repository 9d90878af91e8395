package dev.holdfast.server.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
  void whatASpreadsheetWouldTakeForAFormulaIsDefused(String text) {
    assertThat(CsvLines.cell(text)).isEqualTo("'" + text);
  }

  @Test
  void separatorsQuotesAndLineEndsAreQuoted() {
    assertThat(CsvLines.cell("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
    assertThat(CsvLines.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(CsvLines.cell("plain text")).isEqualTo("plain text");
    assertThat(CsvLines.cell(null)).isEmpty();
  }
}
