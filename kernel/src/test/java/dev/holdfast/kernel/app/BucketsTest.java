package dev.holdfast.kernel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.Demo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Test
  void aUserHoldsABucketForEachValueOfAnAttribute() {
    assertThat(Buckets.of(Demo.definition(), "airport", Demo.ALICE))
        .extracting(BucketName::toString)
        .containsExactly(
            "airfield-inspection/airport[state=AK]", "airfield-inspection/airport[state=HI]");
  }

  @Test
  void aUserHoldsTheBucketsOfAllAlternatives() {
    assertThat(Buckets.of(Demo.definition(), "inspection", Demo.SUE))
        .extracting(BucketName::terms)
        .containsExactly("assignee=sue", "site.state=AK");
  }

  @Test
  void whoHasNoValueHoldsNothing() {
    User eve = new User("eve", Set.of(), Map.of());

    assertThat(Buckets.of(Demo.definition(), "airport", eve)).isEmpty();
  }

  @Test
  void theTermsOfAConjunctionAreJoinedInOrderAndEverybodysBucketHasNone() {
    Scope.Alternative both =
        new Scope.Alternative(
            List.of(
                new Scope.Term(List.of("kind"), new Scope.Constant("large, paved")),
                new Scope.Term(List.of("state"), new Scope.UserValue("states"))));
    Scope scope = new Scope(List.of(both, new Scope.Alternative(List.of()), both));

    assertThat(Buckets.of(scoped(scope), "airport", Demo.ALICE))
        .extracting(BucketName::terms)
        .containsExactly("kind=\"large, paved\",state=AK", "kind=\"large, paved\",state=HI", "");
  }

  @Test
  void anUnknownUnitIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> Buckets.of(Demo.definition(), "nothing", Demo.ALICE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aNameIsReadAsItIsWritten(@ForAll String one, @ForAll String other) {
    String terms =
        BucketName.join(BucketName.join("", List.of("a"), one), List.of("b", "c"), other);
    BucketName name = new BucketName("app", "unit", terms);

    assertThat(BucketName.parse(name.toString())).isEqualTo(name);
  }

  @Property
  void differentValuesNeverHaveTheSameName(@ForAll String one, @ForAll String other) {
    assertThat(BucketName.quote(one).equals(BucketName.quote(other))).isEqualTo(one.equals(other));
  }

  @Test
  void theDigestOfADefinitionChangesWithWhatItDecides() {
    ApplicationPackage demo = Demo.definition();
    String digest = Definitions.digest(demo, "airport");
    OfflineTable airport = Demo.at(demo.tables(), "airport");

    assertThat(Definitions.digest(Demo.definition(), "airport")).isEqualTo(digest);
    assertThat(Definitions.digest(scoped(new Scope(List.of())), "airport")).isNotEqualTo(digest);
    assertThat(Definitions.digest(with(receiving(airport)), "airport")).isEqualTo(digest);
    assertThat(Definitions.digest(with(narrower(airport)), "airport")).isNotEqualTo(digest);
    assertThat(Definitions.digest(with(elsewhere(airport)), "inspection"))
        .isNotEqualTo(Definitions.digest(demo, "inspection"));
  }

  private static ApplicationPackage scoped(Scope scope) {
    OfflineTable t = Demo.at(Demo.definition().tables(), "airport");
    return with(
        new OfflineTable(
            t.name(),
            t.source(),
            t.key(),
            t.columns(),
            t.references(),
            scope,
            t.receive(),
            t.indexes(),
            t.priority()));
  }

  private static OfflineTable receiving(OfflineTable t) {
    return new OfflineTable(
        t.name(),
        t.source(),
        t.key(),
        t.columns(),
        t.references(),
        t.scope(),
        ReceiveStrategy.ROWS,
        t.indexes(),
        t.priority());
  }

  private static OfflineTable narrower(OfflineTable t) {
    return new OfflineTable(
        t.name(),
        t.source(),
        t.key(),
        List.of("iata", "state"),
        t.references(),
        t.scope(),
        t.receive(),
        t.indexes(),
        t.priority());
  }

  private static OfflineTable elsewhere(OfflineTable t) {
    return new OfflineTable(
        t.name(),
        "demo.airfield",
        t.key(),
        t.columns(),
        t.references(),
        t.scope(),
        t.receive(),
        t.indexes(),
        t.priority());
  }

  private static ApplicationPackage with(OfflineTable table) {
    ApplicationPackage demo = Demo.definition();
    return new ApplicationPackage(
        demo.application(),
        demo.version(),
        demo.userAttributes(),
        demo.roles(),
        Map.of(table.name(), table),
        demo.cases(),
        demo.evolution(),
        demo.labels(),
        demo.source(),
        demo.digest());
  }
}
