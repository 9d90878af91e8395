package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.WireJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormMakerTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final String ONE = "01890a5d-ac96-774b-bcce-000000000001";
  private static final Instant NOW = Instant.parse("2026-03-31T08:15:00Z");

  /** The clinic's package with a form for what is recorded. */
  private static final CompiledPackage LOGIC =
      Clinic.logic(
          "    actions:\n",
          """
              forms:
                look:
                  - {label: What it is, help: As the patient says, fields: [severity, reason]}
                  - {fields: [medications, count, assignee]}
              actions:
                look: {from: open, by: nurse, sets: [severity, reason, medications], form: look, label: Look, help: Twice}
          """);

  @Test
  void anActionWithAFormHasItsGroups() {
    ActionForm form = form(LOGIC, open("{'severity': 'low'}"), "look", "{}").orElseThrow();

    assertThat(form.label()).isEqualTo("Look");
    assertThat(form.help()).isEqualTo("Twice");
    assertThat(form.groups())
        .extracting(ActionForm.Group::label, ActionForm.Group::help)
        .containsExactly(tuple("What it is", "As the patient says"), tuple("", null));
    assertThat(names(form))
        .containsExactly("severity", "reason", "medications", "count", "assignee");
    assertThat(field(form, "severity").choices())
        .containsExactly(
            new ActionForm.Choice("low", "low", null), new ActionForm.Choice("high", "high", null));
    assertThat(field(form, "severity").label()).isEqualTo("Severity");
    assertThat(field(form, "severity").state())
        .isEqualTo(new ActionForm.State(true, false, true, "low"));
    assertThat(field(form, "count").state())
        .as("what is computed is shown")
        .isEqualTo(new ActionForm.State(false, false, true, 0L));
    assertThat(field(form, "assignee").state())
        .as("what the action does not set is shown")
        .isEqualTo(new ActionForm.State(false, false, true, "nora"));
  }

  @Test
  void anActionWithoutAFormHasWhatItSetsInTheOrderOfTheFields() {
    ActionForm plan =
        new FormMaker(Demo.logic(), Demo.airports(), Demo.definition().labels().in(List.of()))
            .form(
                null,
                new ActionRequest(ID, "inspection", "plan", Map.of("site", "ANC")),
                Demo.SUE,
                NOW)
            .orElseThrow();

    assertThat(plan.label()).isEqualTo("Plan");
    assertThat(plan.groups()).hasSize(1);
    assertThat(names(plan)).containsExactly("site", "assignee");
    assertThat(field(plan, "site").definition().table()).isEqualTo("airport");
    assertThat(field(plan, "site").state())
        .isEqualTo(new ActionForm.State(true, true, true, "ANC"));
    assertThat(form(LOGIC, open("{}"), "touch", "{}").orElseThrow().groups()).isEmpty();
  }

  @Test
  void whatIsVisibleRequiredAndComputedIsAskedOfWhatWasTypedSoFar() {
    CaseState visit = open("{'severity': 'low'}");
    ActionForm low = form(LOGIC, visit, "look", "{}").orElseThrow();
    ActionForm high =
        form(
                LOGIC,
                visit,
                "look",
                "{'severity': 'high', 'reason': 'pain', 'medications': [{'id': '"
                    + ONE
                    + "', 'name': 'A', 'dose': '2', 'per_day': 3}]}")
            .orElseThrow();

    assertThat(field(low, "reason").state())
        .isEqualTo(new ActionForm.State(true, false, false, null));
    assertThat(field(high, "reason").state())
        .isEqualTo(new ActionForm.State(true, true, true, "pain"));
    assertThat(field(high, "count").state().value()).isEqualTo(1L);
  }

  @Test
  void aListHasTheFieldsOfItsRecordsAndOfOneToBeAdded() {
    ActionForm form =
        form(
                LOGIC,
                open("{'severity': 'high', 'reason': 'pain'}"),
                "look",
                "{'medications': [{'id': '" + ONE + "', 'name': 'A', 'dose': '2', 'per_day': 3}]}")
            .orElseThrow();
    ActionForm.Records records = Objects.requireNonNull(field(form, "medications").records());

    assertThat(records.rows()).extracting(ActionForm.Row::id).containsExactly(ONE);
    List<ActionForm.Field> row = records.rows().get(0).fields();
    assertThat(part(row, "daily").state())
        .isEqualTo(new ActionForm.State(false, false, true, new BigDecimal("6")));
    assertThat(part(row, "note").state().visible()).as("there is a dose").isTrue();
    assertThat(part(row, "kind").state().required()).as("severity is high").isTrue();
    assertThat(part(row, "kind").choices())
        .extracting(ActionForm.Choice::value)
        .containsExactly("pill", "drops");
    assertThat(part(records.blank(), "note").state().visible()).isFalse();
    assertThat(part(records.blank(), "name").state())
        .isEqualTo(new ActionForm.State(true, true, true, null));
  }

  @Test
  void whatIsTypedAndCanNotBeReadIsAsIfItWereNotThere() {
    ActionForm form =
        form(LOGIC, open("{'severity': 'low'}"), "look", "{'severity': 'hi', 'count': 3}")
            .orElseThrow();

    assertThat(field(form, "severity").state().value()).isEqualTo("hi");
    assertThat(field(form, "count").state().value()).isEqualTo(0L);
  }

  @Test
  void thereIsNoFormForWhoCanNotPerformTheAction() {
    CaseState visit = open("{}");
    CaseState done = new CaseState(ID, "visit", "done", true, 2, null, Map.of());
    ActionRequest request = new ActionRequest(ID, "visit", "look", Map.of());
    FormMaker maker = maker(LOGIC);

    assertThat(maker.form(visit, request, new User("x", Set.of("guest"), Map.of()), NOW)).isEmpty();
    assertThat(form(LOGIC, done, "look", "{}")).isEmpty();
    assertThat(form(LOGIC, null, "look", "{}")).isEmpty();
    assertThat(form(LOGIC, visit, "begin", "{}")).isEmpty();
    assertThat(form(LOGIC, visit, "nothing", "{}")).isEmpty();
    assertThat(maker.form(visit, new ActionRequest(ID, "x", "look", Map.of()), Clinic.NORA, NOW))
        .isEmpty();
  }

  private static List<String> names(ActionForm form) {
    return form.groups().stream()
        .flatMap(group -> group.fields().stream())
        .map(field -> field.definition().name())
        .toList();
  }

  private static ActionForm.Field field(ActionForm form, String name) {
    return part(form.groups().stream().flatMap(group -> group.fields().stream()).toList(), name);
  }

  private static ActionForm.Field part(List<ActionForm.Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static CaseState open(String fields) {
    return new CaseState(
        ID, "visit", "open", false, 1, "nora", Values.fieldsFromJson(Clinic.visit(), json(fields)));
  }

  private static Optional<ActionForm> form(
      CompiledPackage logic, @Nullable CaseState current, String action, String fields) {
    return maker(logic)
        .form(current, new ActionRequest(ID, "visit", action, json(fields)), Clinic.NORA, NOW);
  }

  private static FormMaker maker(CompiledPackage logic) {
    return new FormMaker(logic, RowLookup.none(), logic.definition().labels().in(List.of("en")));
  }

  @SuppressWarnings("unchecked") // the keys of JSON objects are strings
  private static Map<String, @Nullable Object> json(String fields) {
    try {
      return WireJson.mapper().readValue(fields.replace('\'', '"'), Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }
}
