package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueCsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
  void whatASpreadsheetWouldTakeForAFormulaIsDefused(String text) {
    assertThat(IssueCsv.cell(text)).isEqualTo("'" + text);
  }

  @Test
  void separatorsQuotesAndLineEndsAreQuoted() {
    assertThat(IssueCsv.cell("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
    assertThat(IssueCsv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(IssueCsv.cell("plain text")).isEqualTo("plain text");
    assertThat(IssueCsv.cell(null)).isEmpty();
  }
}
