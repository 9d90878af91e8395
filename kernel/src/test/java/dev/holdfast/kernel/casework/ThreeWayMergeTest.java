package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Coordination;
import dev.holdfast.kernel.app.FieldForm;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.IssueRouting;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.ValueType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {

  @Property
  void aFieldThatOneSideChangedTakesThatSidesValueWhateverTheRule(
      @ForAll CaseType.MergeRule rule,
      @ForAll("numbers") @Nullable Long base,
      @ForAll("numbers") @Nullable Long changed) {
    assertThat(merged(rule, base, changed, base)).isEqualTo(changed);
    assertThat(merged(rule, base, base, changed)).isEqualTo(changed);
    assertThat(merged(rule, base, changed, changed)).isEqualTo(changed);
  }

  @Property
  void maxMinAndAddDoNotDependOnWhoCameFirst(
      @ForAll("numbers") @Nullable Long base,
      @ForAll("numbers") @Nullable Long one,
      @ForAll("numbers") @Nullable Long other) {
    for (CaseType.MergeRule rule : List.of(CaseType.MergeRule.MAX, CaseType.MergeRule.MIN)) {
      assertThat(merged(rule, base, one, other)).isEqualTo(merged(rule, base, other, one));
    }
    assertThat(number(merged(CaseType.MergeRule.ADD, base, one, other)))
        .isEqualTo(number(merged(CaseType.MergeRule.ADD, base, other, one)));
  }

  @Property
  void addingUpLosesNoChange(@ForAll short base, @ForAll short mine, @ForAll short theirs) {
    Object sum = merged(CaseType.MergeRule.ADD, (long) base, (long) mine, (long) theirs);

    long expected = mine == theirs ? mine : (long) mine + theirs - base;
    assertThat(sum).isEqualTo(expected);
  }

  @Property
  void appendingKeepsWhatBothSidesAdded(@ForAll String base, @ForAll String a, @ForAll String b) {
    Object merged =
        merge(ValueType.TEXT, CaseType.MergeRule.APPEND, base, base + a, base + b)
            .values()
            .get("f");

    assertThat((String) merged).startsWith(base).contains(a.startsWith("\n") ? a.substring(1) : a);
    assertThat((String) merged).contains(b);
  }

  @Test
  void theDevicesOrTheServersValueStandsAsTheRuleSays() {
    assertThat(merged(CaseType.MergeRule.DEVICE, 1L, 2L, 3L)).isEqualTo(2L);
    assertThat(merged(CaseType.MergeRule.SERVER, 1L, 2L, 3L)).isEqualTo(3L);
  }

  @Test
  void parkMakesAPersonDecideAndSoDoesASumThatIsTooLarge() {
    assertThat(merge(ValueType.INTEGER, CaseType.MergeRule.PARK, 1L, 2L, 3L).conflicts())
        .singleElement()
        .extracting(Message::field)
        .isEqualTo("f");
    assertThat(merge(ValueType.INTEGER, CaseType.MergeRule.ADD, 0L, Long.MAX_VALUE, 1L).conflicts())
        .hasSize(1);
  }

  @Test
  void decimalsAreComparedAsNumbers() {
    ThreeWayMerge.Result result =
        merge(
            ValueType.DECIMAL,
            CaseType.MergeRule.PARK,
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            new BigDecimal("2"));

    assertThat(result.conflicts()).isEmpty();
    assertThat(result.values()).containsEntry("f", new BigDecimal("2"));
  }

  @Test
  void theAssigneeMergesLikeAField() {
    ThreeWayMerge.Result result =
        ThreeWayMerge.merge(
            at(Demo.definition().cases(), "inspection"),
            Map.of("assignee", "alice"),
            Map.of("assignee", "bob"),
            Map.of("assignee", "eve"));

    assertThat(result.values()).containsEntry("assignee", "bob");
  }

  @Provide
  Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(-3, 3).injectNull(0.2);
  }

  private static @Nullable Object merged(
      CaseType.MergeRule rule,
      @Nullable Object base,
      @Nullable Object mine,
      @Nullable Object theirs) {
    CaseType.MergeRule applicable =
        rule == CaseType.MergeRule.APPEND || rule == CaseType.MergeRule.UNION
            ? CaseType.MergeRule.DEVICE
            : rule;
    return merge(ValueType.INTEGER, applicable, base, mine, theirs).values().get("f");
  }

  private static ThreeWayMerge.Result merge(
      ValueType type,
      CaseType.MergeRule rule,
      @Nullable Object base,
      @Nullable Object mine,
      @Nullable Object theirs) {
    CaseType.Field field = new CaseType.Field("f", type, FieldForm.ANY, FieldRules.NONE, rule);
    CaseType caseType =
        new CaseType(
            "t",
            Map.of("f", field),
            new Scope(List.of()),
            List.of(),
            CaseType.ConflictPolicy.MERGE_FIELDS,
            Map.of(),
            IssueRouting.to("w"),
            Map.of(),
            Coordination.NONE,
            null,
            List.of());
    return ThreeWayMerge.merge(caseType, value(base), value(mine), value(theirs));
  }

  private static Map<String, @Nullable Object> value(@Nullable Object value) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("f", value);
    return values;
  }

  private static long number(@Nullable Object value) {
    return value == null ? 0 : (Long) value;
  }
}
