package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Fixtures;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of {@code docs/specs/fixtures/judgements.json}. */
class JudgementFixturesTest {

  @TestFactory
  Stream<DynamicTest> judgesTheExamplesOfTheSpecification() throws IOException {
    return StreamSupport.stream(Fixtures.json("judgements").spliterator(), false)
        .map(
            example ->
                DynamicTest.dynamicTest(example.path("name").textValue(), () -> check(example)));
  }

  private static void check(JsonNode example) {
    String conflict = "conflict: " + example.path("conflict").asText("merge-fields");
    CompiledPackage logic =
        isClinic(example)
            ? Clinic.logic("conflict: merge-fields", conflict)
            : Demo.logic("conflict: merge-fields", conflict);
    User user = user(example.path("user").textValue());
    Situation situation =
        new Situation(
            current(example),
            example.path("visible").asBoolean(true),
            example.path("baseCurrent").booleanValue());

    Upcast upcast = new Upcast(logic.definition(), version -> Optional.empty());
    Judgement judgement =
        new Judge(logic, Demo.airports())
            .judge(situation, upcast.understand(submission(example)), user);

    switch (example.path("outcome").textValue()) {
      case "applied" -> {
        assertThat(judgement).isInstanceOf(Judgement.Applied.class);
        Judgement.Applied applied = (Judgement.Applied) judgement;
        checkAfter(example, applied.after());
        assertThat(applied.overwritten().keySet())
            .containsExactlyInAnyOrderElementsOf(strings(example.path("overwritten")));
      }
      case "merged" -> {
        assertThat(judgement).isInstanceOf(Judgement.Merged.class);
        Judgement.Merged merged = (Judgement.Merged) judgement;
        checkAfter(example, merged.after());
        List<String> set = new ArrayList<>();
        example.path("fields").fieldNames().forEachRemaining(set::add);
        assertThat(merged.explanation().keySet()).containsExactlyInAnyOrderElementsOf(set);
      }
      default -> checkParked(example, judgement);
    }
  }

  private static void checkParked(JsonNode example, Judgement judgement) {
    assertThat(judgement).isInstanceOf(Judgement.Parked.class);
    Judgement.Parked parked = (Judgement.Parked) judgement;
    assertThat(parked.reason().code()).isEqualTo(example.path("reason").textValue());
    assertThat(parked.messages())
        .extracting(Message::code)
        .containsExactlyInAnyOrderElementsOf(strings(example.path("codes")));
    assertThat(parked.messages())
        .extracting(Message::text)
        .containsAll(strings(example.path("texts")));
  }

  private static void checkAfter(JsonNode example, CaseState after) {
    assertThat(after.fields())
        .isEqualTo(Values.fieldsFromJson(type(example), values(example.path("after"))));
  }

  private static @Nullable CaseState current(JsonNode example) {
    return !example.has("case")
        ? null
        : new CaseState(
            Submissions.CASE,
            type(example).name(),
            example.path("stage").textValue(),
            example.path("completed").booleanValue(),
            3,
            null,
            Values.fieldsFromJson(type(example), values(example.path("case"))));
  }

  private static ActionSubmission submission(JsonNode example) {
    if (isClinic(example)) {
      return Submissions.ofVisit(
          example.path("action").textValue(),
          values(example.path("fields")),
          values(example.path("base")));
    }
    return Submissions.of(
        example.path("action").textValue(),
        example.path("packageVersion").asText("1.0.0"),
        values(example.path("fields")),
        values(example.path("base")));
  }

  private static boolean isClinic(JsonNode example) {
    return example.path("package").asText("").equals("clinic");
  }

  private static CaseType type(JsonNode example) {
    return isClinic(example) ? Clinic.visit() : at(Demo.definition().cases(), "inspection");
  }

  private static User user(String name) {
    return switch (name) {
      case "sue" -> Demo.SUE;
      case "nora" -> Clinic.NORA;
      default -> Demo.ALICE;
    };
  }

  private static Map<String, @Nullable Object> values(JsonNode object) {
    return new LinkedHashMap<>(WireJson.mapper().convertValue(object, WireJson.VALUES));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.textValue()));
    return strings;
  }
}
