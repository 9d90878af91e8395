package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.Deadlines;
import dev.holdfast.kernel.app.PackageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineFindingsTest {

  @Test
  void readsTheTimesOfStagesAndOfTheWholeCase() {
    Deadlines deadlines = deadlines("", "");

    assertThat(deadlines.whole())
        .isEqualTo(new Deadlines.Times(Duration.ofDays(2), Duration.ofDays(3)));
    assertThat(deadlines.of("planned"))
        .isEqualTo(new Deadlines.Times(Duration.ofHours(1), Duration.ofHours(4)));
    assertThat(deadlines.of("begun")).isEqualTo(new Deadlines.Times(null, Duration.ofDays(7)));
    assertThat(deadlines.of("done")).isEqualTo(Deadlines.Times.NONE);
  }

  @ParameterizedTest
  @CsvSource({"90m, PT90M", "P1W, PT168H", "P1DT12H, PT36H", "PT4H, PT4H", "3660d, PT87840H"})
  void takesWorkingUnitsAndIso(String text, Duration length) {
    assertThat(deadlines("{deadline: 1w}", "{deadline: " + text + "}").of("begun").deadline())
        .isEqualTo(length);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'begun: {deadline: soon}' | bad-value | soon} | stages.begun.deadline",
        "'begun: {deadline: P1M}' | bad-value | P1M} | stages.begun.deadline",
        "'begun: {deadline: PT0.5S}' | bad-value | PT0.5S} | stages.begun.deadline",
        "'begun: {deadline: 0m}' | bad-value | 0m} | stages.begun.deadline",
        "'begun: {deadline: 3661d}' | bad-value | 3661d} | stages.begun.deadline",
        "'begun: {goal: 2w, deadline: 1w}' | contradiction | 2w, | stages.begun.goal",
        "'begun: {}' | missing-key | {}} | stages.begun",
        "'begun: {due: 1w}' | unknown-key | due: | stages.begun.due",
        "'begin: {deadline: 1w}' | unknown-stage | begin: | stages.begin",
      })
  void reportsWhatIsWrongAndWhere(String stage, String code, String pointsAt, String path) {
    String document = Visits.yaml().replace("begun: {deadline: 1w}", stage);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .filteredOn(f -> f.code().equals(code))
        .filteredOn(f -> f.path().equals("cases.visit.deadlines." + path))
        .extracting(f -> textAt(document, f))
        .singleElement()
        .asString()
        .startsWith(pointsAt);
  }

  @Test
  void fieldsAreNotCalledLikeWhatTheViewHas() {
    String document = Visits.yaml().replace("note: {type: text}", "due_at: {type: text}");

    assertThat(catchThrowableOfType(PackageException.class, () -> PackageReader.read(document)))
        .satisfies(e -> assertThat(e.findings()).extracting("code").contains("reserved-name"));
  }

  private static Deadlines deadlines(String part, String replacement) {
    return Demo.at(Visits.logic(part, replacement).definition().cases(), "visit")
        .coordination()
        .deadlines();
  }
}
