package dev.holdfast.server.operations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeRuleTest {
  private static final String SOURCE =
      """
      application: app
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}, team: {type: text}}
      roles: [inspector]
      tables:
        place:
          source: demo.place
          key: [id]
          columns: [id, state, team, kind]
          scope:
            - row.state in user.states && row.kind == 'open'
            - row.team == user.team
      cases:
        visit:
          fields:
            note: {type: text}
          scope: [case.assignee == user.name]
          stages: [open, done]
          actions:
            begin: {creates: open, by: [inspector], sets: [note, assignee]}
            end: {from: open, to: done, completes: true, by: [inspector]}
      """;
  private static final User ALICE =
      new User("alice", Set.of("inspector"), Map.of("states", List.of("AK", "WA", "AK")));

  private final ApplicationPackage definition = read();

  @Test
  void aRuleIsSaidAsPackagesSayIt() {
    assertThat(rules("place"))
        .extracting(ScopeRule::text)
        .containsExactly("row.state in user.states && row.kind == 'open'", "row.team == user.team");
    assertThat(rules("visit"))
        .extracting(ScopeRule::text)
        .containsExactly("case.assignee == user.name");
  }

  @Test
  void aBucketIsGivenByTheValuesOfTheUser() {
    assertThat(rules("place").get(0).buckets(ALICE))
        .containsExactly(
            new ScopeRule.Given("state=AK,kind=open", List.of("states = AK")),
            new ScopeRule.Given("state=WA,kind=open", List.of("states = WA")));
  }

  @Test
  void whatTheUserLacksIsNamed() {
    assertThat(rules("place").get(1).buckets(ALICE)).isEmpty();
    assertThat(rules("place").get(1).lacking(ALICE)).containsExactly("team");
    assertThat(rules("place").get(0).lacking(ALICE)).isEmpty();
  }

  @Test
  void itsBucketsAreThoseThatASyncSends() {
    for (String unit : List.of("place", "visit")) {
      Set<String> given = new LinkedHashSet<>();
      rules(unit).forEach(rule -> rule.buckets(ALICE).forEach(bucket -> given.add(bucket.terms())));

      assertThat(given)
          .containsExactlyElementsOf(
              Buckets.of(definition, unit, ALICE).stream().map(BucketName::terms).toList());
    }
  }

  private List<ScopeRule> rules(String unit) {
    List<Scope.Alternative> alternatives = definition.scopeOf(unit).anyOf();
    return alternatives.stream().map(any -> new ScopeRule(definition, unit, any)).toList();
  }

  private static ApplicationPackage read() {
    try {
      return PackageReader.read(SOURCE);
    } catch (dev.holdfast.kernel.app.PackageException e) {
      throw new IllegalStateException(e.findings().toString(), e);
    }
  }
}
