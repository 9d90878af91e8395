package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsMergeTest {
  private static final String A = "{'id': '00000000-0000-0000-0000-00000000000a', 'name': 'A'%s}";
  private static final String B = "{'id': '00000000-0000-0000-0000-00000000000b', 'name': 'B'%s}";
  private static final String C = "{'id': '00000000-0000-0000-0000-00000000000c', 'name': 'C'%s}";

  @Test
  void keepsWhatBothSidesAdded() {
    Judgement.Merged merged = merged(list(A), list(A, B), list(A, C));

    assertThat(names(merged)).containsExactly("A", "C", "B");
    assertThat(at(merged.explanation(), "medications"))
        .isEqualTo("changed on both sides; 'C' added on the server; 'B' added on the device");
  }

  @Test
  void removesWhatOneSideRemovedAndTheOtherLeftAlone() {
    assertThat(names(merged(list(A, B), list(A), list(A, B, C)))).containsExactly("A", "C");
    assertThat(names(merged(list(A, B), list(A, B, C), list(A)))).containsExactly("A", "C");
  }

  @Test
  void whatOneSideRemovedAndTheOtherChangedIsByTheRuleOfTheList() {
    String changed = B.replace("%s", ", 'dose': '2'");

    assertThat(names(merged(list(A, B), list(A, changed), list(A)))).containsExactly("A", "B");
    assertThat(names(merged(list(A, B), list(A), list(A, changed, C)))).containsExactly("A", "C");
    assertThat(names(judged("server", list(A, B), list(A, changed), list(A)))).containsExactly("A");
    assertThat(names(judged("server", list(A, B), list(A), list(A, changed, C))))
        .containsExactly("A", "B", "C");
    assertThat(judged("park", list(A, B), list(A, changed), list(A)))
        .isInstanceOfSatisfying(
            Judgement.Parked.class,
            parked -> {
              assertThat(parked.reason()).isEqualTo(ParkReason.STALE);
              assertThat(parked.messages())
                  .extracting(Message::text)
                  .containsExactly(
                      "medications: 'B' changed on the device and removed on the server; a person has to decide between them.");
            });
  }

  @Test
  void mergesARecordFieldByFieldByTheRulesOfItsFields() {
    String mine =
        A.replace("%s", ", 'dose': '2', 'per_day': 4, 'note': 'n\\nmine', 'tags': ['old']");
    String theirs =
        A.replace("%s", ", 'dose': '1', 'per_day': 3, 'note': 'n\\ntheirs', 'tags': ['new']");
    Judgement.Merged merged =
        merged(
            list(A.replace("%s", ", 'dose': '1', 'per_day': 1, 'note': 'n'")),
            list(mine),
            list(theirs));

    String expected =
        ", 'dose': '2', 'per_day': 4, 'note': 'n\\ntheirs\\nmine', 'tags': ['new', 'old'], 'daily': '8'";
    assertThat(CanonicalJson.of(json(merged)))
        .isEqualTo(CanonicalJson.of(read(list(A.replace("%s", expected)))));
    assertThat(at(merged.explanation(), "medications"))
        .contains("'A' per_day changed on both sides; the greater one stands")
        .contains("'A' dose changed on the device only");
  }

  @Test
  void aFieldOfARecordMayMakeAPersonDecide() {
    Judgement parked =
        judged(
            "device",
            list(A),
            list(A.replace("%s", ", 'kind': 'pill'")),
            list(A.replace("%s", ", 'kind': 'drops'")));

    assertThat(((Judgement.Parked) parked).messages())
        .extracting(Message::text)
        .containsExactly(
            "medications: 'A' kind: changed on both sides; a person has to decide between them.");
  }

  @Test
  void whatIsComputedIsNoChange() {
    String shown = A.replace("%s", ", 'dose': '1', 'per_day': 1, 'daily': '1'");
    String recomputed = A.replace("%s", ", 'dose': '1', 'per_day': 1, 'daily': '7'");

    assertThat(names(merged(list(shown), list(B), list(recomputed, C)))).containsExactly("C", "B");
  }

  @Test
  void aMergeThatIsTooLongIsRefused() {
    String fourth = "{'id': '00000000-0000-0000-0000-00000000000d', 'name': 'D'}";

    assertThat(judged("device", list(A), list(A, B, C), list(A, fourth)))
        .isInstanceOfSatisfying(
            Judgement.Parked.class,
            parked -> assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED));
  }

  @Test
  void choicesUnite() {
    ThreeWayMerge.Result result =
        ThreeWayMerge.merge(
            Clinic.visit(),
            Map.of("symptoms", List.of("cough")),
            Map.of("symptoms", List.of("pain")),
            Map.of("symptoms", List.of("fever")));

    assertThat(result.values()).containsEntry("symptoms", List.of("fever", "pain"));
  }

  private static Judgement.Merged merged(String base, String mine, String theirs) {
    return (Judgement.Merged) judged("device", base, mine, theirs);
  }

  private static Judgement judged(String rule, String base, String mine, String theirs) {
    CompiledPackage logic =
        Clinic.logic("type: records", "type: records\n        on-conflict: " + rule);
    CaseType type = at(logic.definition().cases(), "visit");
    CaseState current =
        new CaseState(
            Submissions.CASE,
            "visit",
            "open",
            false,
            5,
            null,
            Values.fieldsFromJson(type, Map.of("medications", read(theirs))));
    ActionSubmission action =
        Submissions.ofVisit(
            "record", Map.of("medications", read(mine)), Map.of("medications", read(base)));
    return new Judge(logic, RowLookup.none())
        .judge(new Situation(current, true, false), Understanding.of(action), Clinic.NORA);
  }

  private static Object json(Judgement judgement) {
    CaseState after =
        judgement instanceof Judgement.Applied applied
            ? applied.after()
            : ((Judgement.Merged) judgement).after();
    return at(Values.fieldsToJson(after.fields()), "medications");
  }

  private static List<@Nullable Object> names(Judgement judgement) {
    return ((List<?>) json(judgement))
        .stream().<@Nullable Object>map(record -> ((Map<?, ?>) record).get("name")).toList();
  }

  private static String list(String... records) {
    return ('[' + String.join(", ", records) + ']').replace("%s", "");
  }

  private static Object read(String json) {
    try {
      return WireJson.mapper().readValue(json.replace('\'', '"'), Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
