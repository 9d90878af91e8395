package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lists of records, choices, locations and what is computed, through PostgreSQL and back. */
class RecordsIntakeTest {
  private static final String ANC =
      "{'id': '00000000-0000-0000-0000-00000000000a', 'site': 'ANC'%s}";
  private static final String FAI =
      "{'id': '00000000-0000-0000-0000-00000000000b', 'site': 'FAI'%s}";

  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final FieldWork alice = work.alice;
  private final FieldWork other = work.other;
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void areStoredInOneFormWithWhatIsComputed() throws Exception {
    begin();

    // The device's clock was corrected by its offset.
    assertThat(canonical(look.column("fields::text")))
        .isEqualTo(
            canonical(
                "{'checks': [%s], 'tags': ['ice', 'wind'], 'begins': '08:15', 'place': {'latitude': '61.17', 'longitude': '-149.99'}, 'failed': 1, 'runways': 3, 'last_done': '1999-12-30T23:59:59.123456789Z'}"
                    .formatted(ANC.formatted(", 'passed': false"))));
    assertThat(look.verified()).isTrue();
  }

  @Test
  void mergeRecordByRecordAndTheHistoryTellsThemOneByOne() throws Exception {
    begin();
    Map<String, ?> base =
        read("{'checks': [%s], 'tags': ['ice']}".formatted(ANC.formatted(", 'passed': false")));
    server.submitOne(
        other,
        other.act(
            "round",
            id,
            "record",
            1,
            read("{'checks': [%s]}".formatted(ANC.formatted(", 'passed': true")))));

    ActionOutcome merged =
        server.submitOne(
            alice,
            alice.act(
                "round",
                id,
                "record",
                1,
                read(
                    "{'checks': [%s, %s], 'tags': ['night']}"
                        .formatted(
                            ANC.formatted(", 'passed': false, 'notes': 'ice'"), FAI.formatted(""))),
                base,
                null));

    assertThat(merged.outcome()).isEqualTo(Outcome.MERGED);
    assertThat(merged.messages())
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains(
                        "'ANC' notes changed on the device only", "'FAI' added on the device"));
    assertThat(canonical(look.column("fields::text")))
        .contains(
            "{\"id\":\"00000000-0000-0000-0000-00000000000a\",\"notes\":\"ice\",\"passed\":true,\"site\":\"ANC\"}")
        .contains("\"tags\":[\"night\",\"ice\",\"wind\"]")
        .contains("\"failed\":0");
    List<HistoryEntry> history = look.history();
    Change checks = Objects.requireNonNull(history.get(history.size() - 1).changes().get("checks"));
    assertThat(Difference.of("checks", checks.from(), checks.to()))
        .extracting(Difference::toString)
        .containsExactly("checks 'ANC' notes: ice", "checks 'FAI': site FAI");
    assertThat(look.verified()).isTrue();
  }

  @Test
  void aRecordRemovedHereAndChangedThereIsAPersonsToDecideWhoMayTypeTheList() throws Exception {
    begin();
    server.submitOne(other, other.act("round", id, "record", 1, read("{'checks': []}")));
    ActionOutcome parked =
        server.submitOne(
            alice,
            alice.act(
                "round",
                id,
                "record",
                1,
                read("{'checks': [%s]}".formatted(ANC.formatted(", 'passed': true"))),
                read("{'checks': [%s]}".formatted(ANC.formatted(", 'passed': false"))),
                null));
    assertThat(parked.reason()).isEqualTo(ParkReason.STALE);

    String checks = "[%s]".formatted(FAI.formatted(", 'passed': false")).replace('\'', '"');
    work.resolve(ADMIN, parked, Resolution.EDIT, Map.of("checks", checks));

    assertThat(canonical(look.column("fields::text")))
        .contains("\"checks\":[{\"id\":\"00000000-0000-0000-0000-00000000000b\"")
        .contains("\"failed\":1");
  }

  @Test
  void aRowThatARecordRefersToHasToBeThereForTheUser() throws Exception {
    ActionOutcome parked =
        server.submitOne(
            alice,
            alice.act(
                "round",
                id,
                "create",
                0,
                read(
                    "{'assignee': 'alice', 'checks': [%s]}"
                        .formatted(ANC.replace("ANC", "DFW").formatted("")))));

    assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(parked.messages())
        .containsExactly("checks, record 1: site: there is no airport 'DFW' here.");
  }

  private void begin() throws Exception {
    ActionOutcome created =
        server.submitOne(
            alice,
            alice.act(
                "round",
                id,
                "create",
                0,
                read(
                    "{'assignee': 'alice', 'checks': [%s], 'tags': ['wind', 'ice'], 'begins': '08:15:00', 'place': {'latitude': '61.17', 'longitude': '-149.99'}}"
                        .formatted(ANC.formatted(", 'passed': false")))));
    assertThat(created.messages()).isEmpty();
    assertThat(created.outcome()).isEqualTo(Outcome.APPLIED);
  }

  private static String canonical(String json) {
    return CanonicalJson.of(read(json));
  }

  private static Map<String, ?> read(String json) {
    try {
      return WireJson.mapper().readValue(json.replace('\'', '"'), WireJson.VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
