package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseEngineTest {
  private static final UUID ID = Submissions.CASE;
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final CompiledPackage LOGIC = Demo.logic();
  private final CaseEngine engine = new CaseEngine(LOGIC, Demo.airports());

  @Test
  void worksOnACaseFromItsPlanToItsApproval() {
    CaseState planned =
        done(null, "plan", Map.of("site", "ANC", "assignee", "alice"), Demo.SUE).after();
    assertThat(planned)
        .isEqualTo(
            new CaseState(ID, "inspection", "planned", false, 0, "alice", Map.of("site", "ANC"))
                .with(CaseContext.UNKNOWN.inStageFrom(NOW)));
    CaseState onSite = done(planned, "arrive", Map.of(), Demo.ALICE).after();
    Performance.Performed recorded =
        done(onSite, "record", Map.of("condition", "good", "defects", 2L), Demo.ALICE);
    assertThat(recorded.changes())
        .isEqualTo(Map.of("condition", new Change(null, "good"), "defects", new Change(null, 2L)));
    CaseState inReview = done(recorded.after(), "submit", Map.of(), Demo.ALICE).after();
    Performance.Performed approved = done(inReview, "approve", Map.of(), Demo.SUE);
    assertThat(approved.after().completed()).isTrue();
    assertThat(approved.changes())
        .isEqualTo(
            Map.of("stage", new Change("review", "closed"), "completed", new Change(false, true)));
    assertThat(codes(approved.after(), "approve", Map.of(), Demo.SUE)).containsExactly("completed");
  }

  @ParameterizedTest
  @CsvSource({
    "condition, awful, choice",
    "site, ANC, not-settable",
    "nonsense, 1, unknown-field",
    "findings, 5, ",
  })
  void tellsWhatIsWrongWithAField(String field, String value, @Nullable String code) {
    List<String> codes = codes(onSite(), "record", Map.of(field, value), Demo.ALICE);

    assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void tellsEverythingThatSpeaksAgainstAnActionAtOnce() {
    Performance refused =
        perform(onSite(), "approve", Map.of("defects", 1L, "nothing", true), Demo.ALICE);

    assertThat(((Performance.Refused) refused).messages())
        .extracting(Message::code)
        .containsExactly("stage", "role", "not-settable", "unknown-field");
  }

  @Test
  void doesNotTakeAReferenceToARowThatIsNotThere() {
    assertThat(codes(null, "plan", Map.of("site", "ZZZ"), Demo.SUE)).containsExactly("unknown-row");
  }

  @Test
  void removesAValueButNotARequiredOne() {
    CompiledPackage logic =
        Demo.logic("sets: [condition, findings, defects]", "sets: [site, condition]");
    CaseEngine other = new CaseEngine(logic, Demo.airports());
    Map<String, @Nullable Object> nothing = new HashMap<>();
    nothing.put("condition", null);

    CaseState after = performed(other.perform(onSite(), record(nothing), Demo.ALICE, NOW)).after();

    assertThat(after.fields()).containsOnlyKeys("site");
    nothing.put("site", null);
    assertThat(other.perform(onSite(), record(nothing), Demo.ALICE, NOW))
        .isInstanceOfSatisfying(
            Performance.Refused.class,
            refused ->
                assertThat(refused.messages())
                    .extracting(Message::code)
                    .containsExactly("required"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "case.site.state in user.states | true",
        "case.site.state == 'HI' | false",
        "case.site.latitude > 61.0 | true",
        "has(case.site.name) | false",
        "has(case.condition) && case.condition == 'good' | true",
        "case.defects > 0 | false",
        "input.condition == 'poor' | true",
        "has(input.defects) | false",
        "case.stage == 'on-site' && !case.completed && case.version == 3 | true",
        "case.assignee == user.name | true",
        "'inspector' in user.roles | true",
        "case.findings.matches('^(a+)+$') | false",
        "[1, 2, 3].all(x, [1, 2, 3].exists(y, x == y)) | true",
      })
  void evaluatesGuards(String guard, boolean holds) {
    CaseEngine other = new CaseEngine(guarded(guard), Demo.airports());

    Performance performance =
        other.perform(onSite(), record(Map.of("condition", "poor")), Demo.ALICE, NOW);

    assertThat(performance instanceof Performance.Performed).isEqualTo(holds);
  }

  @Test
  void aGuardCannotLoopForLong() {
    String numbers = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    StringBuilder guard = new StringBuilder("1 == 1");
    for (char name = 'a'; name < 'l'; name++) {
      guard.insert(0, numbers + ".all(" + name + ", ").append(')');
    }
    CaseEngine other = new CaseEngine(guarded(guard.toString()), RowLookup.none());

    assertThat(other.perform(onSite(), record(Map.of()), Demo.ALICE, NOW))
        .isInstanceOf(Performance.Refused.class);
  }

  @Property
  void theSameInputGivesTheSameResultAndLeavesTheInputAlone(
      @ForAll("actions") ActionRequest request, @ForAll("users") User user) {
    CaseState before = onSite();
    CaseState copy = onSite();
    Performance first = engine.perform(before, request, user, NOW);
    Performance second =
        new CaseEngine(Demo.logic(), Demo.airports()).perform(copy, request, user, NOW);

    assertThat(first).isEqualTo(second);
    assertThat(before).isEqualTo(onSite());
    if (first instanceof Performance.Performed performed) {
      assertThat(user.roles()).containsAnyOf("inspector", "supervisor");
      assertThat(performed.after().id()).isEqualTo(before.id());
      assertThat(performed.after().version()).isEqualTo(before.version());
      performed.changes().values().forEach(c -> assertThat(c.from()).isNotEqualTo(c.to()));
    } else {
      assertThat(((Performance.Refused) first).messages()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<ActionRequest> actions() {
    Arbitrary<Object> value =
        Arbitraries.of("good", "poor", "ANC", "", 0L, -5L, 7L, true, 1.5, "removed");
    Arbitrary<String> field =
        Arbitraries.of("site", "condition", "findings", "defects", "assignee", "bogus");
    return Combinators.combine(
            Arbitraries.of("plan", "arrive", "record", "submit", "approve", "bogus"),
            Arbitraries.maps(field, value).ofMaxSize(4))
        .as((action, fields) -> new ActionRequest(ID, "inspection", action, removing(fields)));
  }

  private static Map<String, @Nullable Object> removing(Map<String, Object> fields) {
    Map<String, @Nullable Object> values = new HashMap<>(fields);
    values.replaceAll((name, value) -> "removed".equals(value) ? null : value);
    return values;
  }

  @Provide
  Arbitrary<User> users() {
    return Arbitraries.of(Demo.ALICE, Demo.SUE, new User("eve", Set.of(), Map.of()));
  }

  private static CaseState onSite() {
    return new CaseState(
        ID, "inspection", "on-site", false, 3, "alice", Map.of("site", "ANC", "condition", "good"));
  }

  private static CompiledPackage guarded(String guard) {
    return Demo.logic(
        "by: [inspector], sets: [condition, findings, defects]",
        "by: [inspector], sets: [condition, findings, defects], when: \"" + guard + '"');
  }

  private static ActionRequest record(Map<String, @Nullable Object> fields) {
    return new ActionRequest(ID, "inspection", "record", fields);
  }

  private Performance perform(
      @Nullable CaseState current, String action, Map<String, @Nullable Object> fields, User user) {
    return engine.perform(current, new ActionRequest(ID, "inspection", action, fields), user, NOW);
  }

  private Performance.Performed done(
      @Nullable CaseState current, String action, Map<String, @Nullable Object> fields, User user) {
    return performed(perform(current, action, fields, user));
  }

  private static Performance.Performed performed(Performance performance) {
    assertThat(performance).isInstanceOf(Performance.Performed.class);
    return (Performance.Performed) performance;
  }

  private List<String> codes(
      @Nullable CaseState current, String action, Map<String, @Nullable Object> fields, User user) {
    return perform(current, action, fields, user) instanceof Performance.Refused refused
        ? refused.messages().stream().map(Message::code).toList()
        : List.of();
  }
}
