package dev.holdfast.rest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zstd                     | ZSTD
          gzip, zstd               | ZSTD
          gzip;q=1.0, zstd;q=0.5   | ZSTD
          gzip, zstd;q=0           | GZIP
          GZIP                     | GZIP
          br                       | IDENTITY
          gzip;q=0.000             | IDENTITY
          xgzip                    | IDENTITY
          """)
  void isTheBestThatIsTaken(String acceptEncoding, SegmentForm form) {
    assertThat(SegmentForm.of(acceptEncoding)).isEqualTo(form);
  }

  @Test
  void withoutTheHeaderItIsPlain() {
    assertThat(SegmentForm.of(null)).isEqualTo(SegmentForm.IDENTITY);
  }
}
