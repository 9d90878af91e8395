package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @Property
  void everyValueSurvivesTheWayThroughJson(
      @ForAll long number,
      @ForAll @Scale(10) @BigRange(min = "-1e30", max = "1e30") BigDecimal decimal,
      @ForAll boolean flag) {
    assertThat(there(ValueType.INTEGER, number)).isEqualTo(number);
    assertThat(there(ValueType.DECIMAL, decimal)).isEqualTo(decimal);
    assertThat(there(ValueType.BOOLEAN, flag)).isEqualTo(flag);
    LocalDate date = LocalDate.ofEpochDay(Math.floorMod(number, 100_000));
    assertThat(there(ValueType.DATE, date)).isEqualTo(date);
    Instant instant = Instant.ofEpochSecond(Math.floorMod(number, 100_000_000_000L), number & 511);
    assertThat(there(ValueType.INSTANT, instant)).isEqualTo(instant);
  }

  @Property
  void noTextMakesAnyTypeFail(@ForAll ValueType type, @ForAll String text) {
    Values.fromText(type, text).ifPresent(value -> assertThat(there(type, value)).isEqualTo(value));
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 1.5", "INTEGER, 01", "INTEGER, 9223372036854775808", "INTEGER, +1", "DECIMAL, 1e5",
    "DECIMAL, .5", "DECIMAL, NaN", "BOOLEAN, yes", "DATE, 2026-02-30", "DATE, +12026-01-01",
    "DATE, 2026-1-1", "INSTANT, 2026-01-01", "INSTANT, +12026-01-01T00:00:00Z", "REFERENCE, ''"
  })
  void refusesTextThatIsNoSuchValue(ValueType type, String text) {
    assertThat(Values.fromText(type, text)).isEmpty();
  }

  @Test
  void refusesTextThatCannotBeStored() {
    assertThat(Values.fromText(ValueType.TEXT, "a\u0000b")).isEmpty();
    assertThat(Values.fromText(ValueType.TEXT, "a\ud800b")).isEmpty();
    assertThat(Values.fromText(ValueType.TEXT, "\ud83d\ude80")).isPresent();
  }

  @Test
  void refusesJsonOfAnotherType() {
    assertThat(Values.fromJson(ValueType.INTEGER, "1")).isEmpty();
    assertThat(Values.fromJson(ValueType.INTEGER, 1.0)).isEmpty();
    assertThat(Values.fromJson(ValueType.DECIMAL, 1.5)).isEmpty();
    assertThat(Values.fromJson(ValueType.BOOLEAN, "true")).isEmpty();
    assertThat(Values.fromJson(ValueType.TEXT, List.of())).isEmpty();
  }

  @Test
  void keepsFieldsThatTheTypeDoesNotHaveAnyMore() {
    CaseType inspection = at(Demo.definition().cases(), "inspection");
    Map<String, Object> stored = Map.of("defects", "many", "colour", "red", "condition", "good");

    Map<String, Object> read = Values.fieldsFromJson(inspection, stored);

    assertThat(Values.fieldsToJson(read)).isEqualTo(stored);
  }

  private static Object there(ValueType type, Object value) {
    return Values.fromJson(type, Values.toJson(value)).orElseThrow();
  }
}
