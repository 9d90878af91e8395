package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.WireJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {
  private static final UUID ID = new UUID(1, 1);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String ONE = "00000000-0000-0000-0000-000000000001";
  private static final String TWO = "00000000-0000-0000-0000-000000000002";
  private static final CompiledPackage LOGIC = Clinic.logic();

  private final CaseEngine engine = new CaseEngine(LOGIC, RowLookup.none());

  @Test
  void aCreatingActionTakesDefaultsForWhatItDoesNotSet() {
    CaseState begun = begun("{}");

    assertThat(begun.fields())
        .isEqualTo(
            Map.of(
                "severity",
                "low",
                "seen_by",
                "nora",
                "since",
                NOW,
                "heavy",
                false,
                "daily",
                new BigDecimal("1"),
                "count",
                0L));
    assertThat(done(begun, "touch", "{}").changes()).isEmpty();
    assertThat(begun("{'severity': null}").fields()).doesNotContainKey("severity");
  }

  @Test
  void computesFieldsInTheOrderOfTheirDependence() {
    CaseState visit =
        begun(
            "{'medications': [{'id': '%s', 'name': 'A', 'dose': '12.50', 'per_day': 3}]}"
                .formatted(ONE));

    assertThat(record(visit, 0)).containsEntry("daily", new BigDecimal("37.5"));
    assertThat(visit.fields())
        .containsEntry("heavy", true)
        .containsEntry("daily", new BigDecimal("0.3"))
        .containsEntry("count", 1L);
  }

  @Test
  void whatIsComputedAndCanNotBeIsAbsent() {
    CaseState visit =
        begun(
            "{'medications': [{'id': '%s', 'name': 'A', 'dose': '1', 'daily': '99'}]}"
                .formatted(ONE));

    assertThat(record(visit, 0)).doesNotContainKey("daily");
  }

  @Test
  void limitsOfWhatIsComputedRefuseTheAction() {
    CaseEngine other =
        new CaseEngine(
            Clinic.logic(
                "computed: size(case.medications)", "max: 1, computed: size(case.medications)"),
            RowLookup.none());

    assertThat(
            codes(
                other,
                null,
                "begin",
                "{'medications': [{'id': '%s', 'name': 'A'}, {'id': '%s', 'name': 'B'}]}"
                    .formatted(ONE, TWO)))
        .containsExactly("max count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'severity': 'high'} | required reason",
        "{'severity': 'high', 'reason': ' '} | required reason",
        "{'severity': 'high', 'reason': 'fall'} | ",
        "{'reason': 'fall'} | not-visible reason",
        "{'reason': null} | ",
        "{'weight': '299.9'} | ",
        "{'weight': '300'} | check weight",
        "{'symptoms': ['pain', 'cough', 'fever']} | max symptoms",
        "{'symptoms': ['itch']} | choice symptoms",
        "{'symptoms': []} | ",
        "{'symptoms': ['pain', 'pain']} | wrong-type symptoms",
        "{'at': '24:00'} | wrong-type at",
        "{'at': '8:00'} | wrong-type at",
        "{'previous': 'ANC'} | wrong-type previous",
        "{'place': {'latitude': '90.1', 'longitude': '0'}} | wrong-type place",
        "{'place': {'latitude': '90', 'longitude': '0', 'accuracy': '-1'}} | wrong-type place",
        "{'place': {'latitude': '90'}} | wrong-type place",
        "{'place': {'latitude': '90', 'longitude': '0', 'height': '1'}} | wrong-type place",
        "{'photo': {'id': 'x', 'name': 'a.jpg', 'type': 'image/jpeg', 'size': 1}} | wrong-type photo",
        "{'medications': 'none'} | wrong-type medications",
        "{'medications': [{'name': 'A'}]} | wrong-type medications",
        "{'medications': [{'id': 'ID1', 'name': 'A'}, {'id': 'ID1', 'name': 'B'}]} | wrong-type medications",
        "{'medications': [{'id': 'ID1'}]} | required medications",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'colour': 'red'}]} | unknown-field medications",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'dose': '100'}]} | check medications",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'per_day': 0}]} | min medications",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'note': 'x'}]} | not-visible medications",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'note': 'x', 'dose': '1'}]} | ",
        "{'medications': [{'id': 'ID1', 'name': 'A', 'kind': 'cream'}]} | choice medications",
        "{'daily': '1'} | not-settable daily",
        "{'severity': 'high', 'reason': 'r', 'medications': [{'id': 'ID1', 'name': 'A'}]} | required medications",
      })
  void tellsWhatIsWrong(String fields, @Nullable String code) {
    String json = fields.replace("ID1", ONE);
    List<String> expected = code == null ? List.of() : List.of(code);

    assertThat(codes(engine, null, "begin", json)).isEqualTo(expected);
    assertThat(codes(engine, begun("{}"), "record", json)).isEqualTo(expected);
  }

  @Test
  void saysWhichRecordAndTellsInThePackagesWords() {
    Performance refused =
        perform(
            engine,
            null,
            "begin",
            "{'weight': '500', 'medications': [{'id': '%s', 'name': 'A'}, {'id': '%s'}]}"
                .formatted(ONE, TWO));

    assertThat(((Performance.Refused) refused).messages())
        .extracting(Message::text)
        .containsExactly("Nobody is as heavy as that", "medications, record 2: name is required.");
  }

  @Test
  void refusesOnlyWhatTheActionBringsAbout() {
    CaseState old =
        state(
            "{'severity': 'high', 'weight': '400', 'medications': [{'id': '%s', 'dose': '500', 'note': 'n'}]}"
                .formatted(ONE));

    assertThat(codes(engine, old, "touch", "{}")).isEmpty();
    assertThat(codes(engine, old, "record", "{'at': '08:00'}")).isEmpty();
    assertThat(codes(engine, old, "record", "{'weight': '401'}")).containsExactly("check weight");
    assertThat(
            codes(
                engine,
                old,
                "record",
                "{'medications': [{'id': '%s', 'dose': '500', 'note': 'n'}, {'id': '%s', 'name': 'B', 'kind': 'pill'}]}"
                    .formatted(ONE, TWO)))
        .isEmpty();
    assertThat(
            codes(
                engine,
                old,
                "record",
                "{'medications': [{'id': '%s', 'dose': '501', 'note': 'n'}]}".formatted(ONE)))
        .containsExactly("required medications", "check medications", "required medications");
  }

  @Test
  void whatAnEarlierPackageLeftInARecordMayStay() {
    CaseState old =
        state(
            "{'medications': [{'id': '%s', 'name': 'A', 'colour': 'red', 'per_day': 'often'}]}"
                .formatted(ONE));
    String kept =
        "{'medications': [{'id': '%s', 'name': 'B', 'colour': '%s', 'per_day': 'often'}]}";

    assertThat(codes(engine, old, "touch", "{}")).isEmpty();
    assertThat(record(done(old, "record", kept.formatted(ONE, "red")).after(), 0))
        .containsEntry("colour", "red")
        .containsEntry("per_day", "often");
    assertThat(codes(engine, old, "record", kept.formatted(ONE, "blue")))
        .containsExactly("unknown-field medications");
  }

  @Test
  void choicesComeInDeclaredOrderAndTimesAndListsInOneForm() {
    CaseState visit = begun("{'symptoms': ['pain', 'cough'], 'at': '08:15:00', 'medications': []}");

    assertThat(Values.fieldsToJson(visit.fields()))
        .containsEntry("symptoms", List.of("cough", "pain"))
        .containsEntry("at", "08:15")
        .doesNotContainKey("medications");
    assertThat(done(visit, "record", "{'symptoms': ['pain', 'cough']}").changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "has(case.symptoms) | false",
        "size(case.symptoms) == 0 | true",
        "case.place.latitude > 61.0 && !has(case.place.accuracy) | true",
        "case.photo.size < 100 && case.photo.type == 'image/png' | true",
        "case.at > '08:00' && case.at < '08:15:30' | true",
        "case.previous == '00000000-0000-0000-0000-000000000001' | true",
        "case.medications.all(m, m.name != 'A') | false",
        "case.medications[0].tags.exists(t, t == 'new') | true",
        "case.medications.exists(m, has(m.dose) && m.dose > 3.0) | false",
        "now == timestamp('2026-11-23T08:00:00Z') | true",
        "input.medications.size() == 0 | true",
      })
  void guardsSeeAllTypes(String guard, boolean holds) {
    CaseEngine other =
        new CaseEngine(
            Clinic.logic("touch: {from: open", "touch: {when: \"" + guard + "\", from: open"),
            RowLookup.none());
    String sha = "ab".repeat(32);
    CaseState visit =
        begun(
            "{'place': {'latitude': '61.17', 'longitude': '-149.99'}, 'at': '08:15', 'previous': '%s', 'photo': {'id': '%s', 'name': 'x.png', 'type': 'image/png', 'size': 99}, 'medications': [{'id': '%s', 'name': 'A', 'tags': ['new']}]}"
                .formatted(ONE, sha, ONE));

    assertThat(codes(other, visit, "touch", "{}").isEmpty()).isEqualTo(holds);
  }

  private static CaseState state(String fields) {
    return new CaseState(
        ID, "visit", "open", false, 1, null, Values.fieldsFromJson(Clinic.visit(), json(fields)));
  }

  private CaseState begun(String fields) {
    return done(null, "begin", fields).after();
  }

  private Performance.Performed done(@Nullable CaseState current, String action, String fields) {
    Performance performance = perform(engine, current, action, fields);
    assertThat(performance).isInstanceOf(Performance.Performed.class);
    return (Performance.Performed) performance;
  }

  private static List<String> codes(
      CaseEngine engine, @Nullable CaseState current, String action, String fields) {
    return perform(engine, current, action, fields) instanceof Performance.Refused refused
        ? refused.messages().stream()
            .map(m -> m.field() == null ? m.code() : m.code() + ' ' + m.field())
            .toList()
        : List.of();
  }

  private static Performance perform(
      CaseEngine engine, @Nullable CaseState current, String action, String fields) {
    return engine.perform(
        current, new ActionRequest(ID, "visit", action, json(fields)), Clinic.NORA, NOW);
  }

  @SuppressWarnings("unchecked") // the keys of records are strings
  private static Map<String, Object> record(CaseState state, int index) {
    List<?> list = (List<?>) at(state.fields(), "medications");
    return (Map<String, Object>) list.get(index);
  }

  private static Map<String, @Nullable Object> json(String text) {
    try {
      return new LinkedHashMap<>(
          WireJson.mapper().readValue(text.replace('\'', '"'), WireJson.VALUES));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
