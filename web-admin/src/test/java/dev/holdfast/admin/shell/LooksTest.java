package dev.holdfast.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A number of bytes")
class LooksTest {

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.0 kB",
    "999949,999.9 kB",
    "999950,1.0 MB",
    "1500000000,1.5 GB",
    "9000000000000000,9000.0 TB"
  })
  @DisplayName("is shown in the greatest unit that fits")
  void bytes(long bytes, String shown) {
    assertThat(new Looks().bytes(bytes)).isEqualTo(shown);
  }
}
