package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.IssueRouting;
import dev.holdfast.kernel.app.IssueRouting.Parked;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of issues: what of a package they take, and what is wrong with them. */
class IssueRoutesTest {
  private static final String ISSUES = "{workbasket: inspection-issues}";

  @Test
  void theFirstRouteThatFitsTakesAnIssueAndTheWorkbasketTheRest() throws PackageException {
    IssueRouting routing =
        routing(
            """
            {workbasket: rest, route: [
                  {workbasket: late, reasons: [already-completed, stale], actions: submit},
                  {workbasket: alaska, when: "'AK' in user.states"},
                  {workbasket: of-alice, when: user.name == "alice"},
                  {workbasket: many, when: input.defects == 12},
                  {workbasket: poor, when: input.condition == 'poor'}]}\
            """);

    assertThat(routing.workbasketOf(parked("stale", "submit", "bob", "AK", Map.of())))
        .isEqualTo("late");
    assertThat(routing.workbasketOf(parked("stale", "record", "alice", "AK", Map.of())))
        .isEqualTo("alaska");
    assertThat(routing.workbasketOf(parked("stale", "record", "alice", "TX", Map.of())))
        .isEqualTo("of-alice");
    assertThat(routing.workbasketOf(parked("failed", "submit", "bob", "TX", Map.of("defects", 12))))
        .isEqualTo("many");
    assertThat(
            routing.workbasketOf(
                parked("stale", "record", "bob", "TX", Map.of("condition", "poor"))))
        .isEqualTo("poor");
    assertThat(routing.workbasketOf(parked("stale", "record", "bob", "TX", Map.of("defects", 1))))
        .isEqualTo("rest");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{workbasket: late, reasons: late} | unknown-reason | reasons",
        "{workbasket: late, reasons: []} | missing-value | reasons",
        "{workbasket: late, actions: sbmit} | unknown-action | actions",
        "{workbasket: Late, actions: submit} | bad-name | workbasket",
        "{reasons: stale} | missing-key | workbasket",
        "{workbasket: late} | missing-key |",
        "{workbasket: late, reason: stale} | unknown-key | reason",
        "{workbasket: late, when: user.stats == 'AK'} | unknown-attribute | when",
        "{workbasket: late, when: user.states == 'AK'} | bad-rule | when",
        "{workbasket: late, when: input.condition != 'poor'} | bad-rule | when",
        "{workbasket: late, when: input.condition == 'bad'} | bad-value | when",
        "{workbasket: late, when: input.condtion == 'poor'} | unknown-field | when",
        "{workbasket: late, when: input.defects == '3'} | wrong-type | when",
      })
  void whatIsWrongWithARouteIsFoundAtDeploy(String route, String code, String key) {
    PackageException refused =
        catchThrowableOfType(
            PackageException.class, () -> routing("{workbasket: rest, route: [" + route + "]}"));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.line()).isEqualTo(28);
              assertThat(finding.path())
                  .isEqualTo("cases.inspection.issues.route.1" + (key == null ? "" : '.' + key));
            });
  }

  private static IssueRouting routing(String issues) throws PackageException {
    return at(PackageReader.read(Demo.replace(ISSUES, issues)).cases(), "inspection").issues();
  }

  private static Parked parked(
      String reason, String action, String user, String state, Map<String, Object> fields) {
    User submitter = new User(user, Set.of(), Map.of("states", List.of(state)));
    return new Parked(reason, action, submitter, fields);
  }
}
