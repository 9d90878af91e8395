package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.PackageException;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionFindingsTest {
  private static final String DEADLINES = "    deadlines:";

  @Test
  void casesAreKeptForEverUnlessTheirTypeSaysOtherwise() {
    assertThat(retention("", "")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"P10Y, P10Y", "P1Y6M, P1Y6M", "P2W, P14D", "P90D, P90D", "P200Y, P200Y"})
  void takesYearsMonthsWeeksAndDays(String text, Period period) {
    assertThat(retention(DEADLINES, "    retention: " + text + '\n' + DEADLINES)).isEqualTo(period);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "10y", "P0D", "P-1Y", "P1Y-1D", "P201Y", "PT1H", "P9999999999Y"})
  void refusesWhatIsNoLengthOfTimeOrNone(String text) {
    String document = Visits.yaml().replace(DEADLINES, "    retention: " + text + '\n' + DEADLINES);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("bad-value");
              assertThat(finding.path()).isEqualTo("cases.visit.retention");
              assertThat(textAt(document, finding)).startsWith(text);
            });
  }

  private static @Nullable Period retention(String part, String replacement) {
    return Demo.at(Visits.logic(part, replacement).definition().cases(), "visit").retention();
  }
}
