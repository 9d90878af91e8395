package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Location;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Instants;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symptoms | [\"pain\", \"cough\"] | true",
        "symptoms | pain | false",
        "symptoms | {} | false",
        "medications | [{\"id\": \"x\"}] | true",
        "medications | [{ | false",
        "medications | {\"id\": \"x\"} | false",
        "place | {\"latitude\": \"1\", \"longitude\": \"2\"} | true",
        "place | 1, 2 | false",
        "at | 08:15 | true",
        "at | 25:15 | false",
        "previous | 00000000-0000-0000-0000-00000000000a | true",
        "previous | 00000000-0000-0000-0000-00000000000A | false",
        "previous | ANC | false",
        "weight | 80.5 | true",
      })
  void readsListsAndObjectsThatPeopleTypeAsJson(String field, String text, boolean good) {
    Optional<Map<String, @Nullable Object>> read;
    try {
      read = Optional.of(TextFields.read(Clinic.visit(), Map.of(field, text)));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(field).hasMessageContaining("must be");
      read = Optional.empty();
    }

    assertThat(read.isPresent()).isEqualTo(good);
  }

  @Test
  void theSameIsTheSameInDepth() {
    Location there = new Location(new BigDecimal("1.0"), BigDecimal.ONE, null);
    assertThat(Values.same(there, new Location(BigDecimal.ONE, new BigDecimal("1.00"), null)))
        .isTrue();
    assertThat(Values.same(there, new Location(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.TEN)))
        .isFalse();
    assertThat(Values.same(List.of("a", "b"), List.of("b", "a"))).isTrue();
    assertThat(Values.same(List.of(), null)).isTrue();
    Map<String, Object> narrow = Map.of("id", "x", "n", 1, "d", new BigDecimal("2"));
    Map<String, Object> wide = Map.of("id", "x", "n", 1L, "d", new BigDecimal("2.0"));
    assertThat(Values.same(List.of(narrow), List.of(wide))).isTrue();
    assertThat(Values.same(List.of(narrow, wide), List.of(narrow))).isFalse();
    assertThat(Values.same(List.of(narrow), List.of(Map.of("id", "x")))).isFalse();
  }

  @Test
  void theMomentOfAnActionIsThatOfTheServersClockWhateverTheClocksSay() {
    Instant there = Instant.parse("2026-11-23T08:00:00Z");
    assertThat(ActionSubmission.moment(there, -1500)).isEqualTo("2026-11-23T07:59:58.500Z");
    assertThat(ActionSubmission.moment(there, Long.MAX_VALUE)).isEqualTo(Instants.LAST);
    assertThat(ActionSubmission.moment(there, Long.MIN_VALUE)).isEqualTo(Instants.FIRST);
  }
}
