package dev.holdfast.server.workbasket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters as they are kept. */
class FilterParametersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "yesterday"
      })
  void aMomentThatIsNoneOfTheYears1To9999IsRefused(String moment) {
    assertThatThrownBy(() -> FilterParameters.read(Map.of("until", moment)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("until");
  }

  @Test
  void theFirstAndTheLastMomentAreTaken() throws RefusedException {
    Map<String, String> said =
        Map.of("from", "0001-01-01T00:00:00Z", "until", "9999-12-31T23:59:59Z");

    assertThat(FilterParameters.of(FilterParameters.read(said))).isEqualTo(said);
  }
}
