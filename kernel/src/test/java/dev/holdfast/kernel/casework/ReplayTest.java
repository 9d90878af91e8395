package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Judge judge = new Judge(Demo.logic(), Demo.airports());

  @Test
  void performsAChainOnTheStateThatItWasMadeOn() {
    Replay replay =
        Replays.of(
            judge,
            server("planned", 3, Map.of("site", "ANC")),
            null,
            List.of(
                action(1, "arrive", Map.of(), Map.of(), null),
                action(2, "record", Map.of("condition", "good"), Map.of(), 1),
                action(3, "submit", Map.of(), Map.of(), 2)),
            Demo.ALICE);

    assertThat(replay.refusals()).isEmpty();
    assertThat(view(replay).stage()).isEqualTo("review");
    assertThat(view(replay).version()).isEqualTo(3);
  }

  @Test
  void mergesIntoAStateThatOthersChanged() {
    Replay replay =
        Replays.of(
            judge,
            server("on-site", 5, Map.of("site", "ANC", "defects", 9L)),
            null,
            List.of(action(1, "record", Map.of("defects", 4L), Map.of("defects", 1L), null)),
            Demo.ALICE);

    assertThat(view(replay).fields()).containsEntry("defects", 9L);
  }

  @Test
  void reportsWhatCannotBePerformedAndGoesOn() {
    Replay replay =
        Replays.of(
            judge,
            server("on-site", 5, Map.of("site", "ANC")),
            null,
            List.of(
                action(1, "arrive", Map.of(), Map.of(), null),
                action(2, "record", Map.of("condition", "poor"), Map.of(), 1)),
            Demo.ALICE);

    assertThat(replay.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.action()).isEqualTo(new UUID(2, 1));
              assertThat(refusal.judgement().reason()).isEqualTo(ParkReason.NOT_ALLOWED);
            });
    assertThat(view(replay).fields()).containsEntry("condition", "poor");
  }

  @Test
  void whatFollowsAConfirmedActionIsCurrentIfItsFieldsAreAsItSawThem() {
    Judge strict =
        new Judge(Demo.logic("conflict: merge-fields", "conflict: park-if-stale"), Demo.airports());
    ActionSubmission next = action(2, "record", Map.of("defects", 2), Map.of("defects", 1), 1);

    Replay asSeen =
        Replays.of(
            strict,
            server("on-site", 4, Map.of("site", "ANC", "defects", 1L)),
            null,
            List.of(next),
            Demo.ALICE);
    Replay changed =
        Replays.of(
            strict,
            server("on-site", 4, Map.of("site", "ANC", "defects", 5L)),
            null,
            List.of(next),
            Demo.ALICE);

    assertThat(view(asSeen).fields()).containsEntry("defects", 2L);
    assertThat(changed.refusals())
        .singleElement()
        .extracting(refusal -> refusal.judgement().reason())
        .isEqualTo(ParkReason.STALE);
  }

  @Test
  void aVersionOfTheSameNumberFromAnotherHistoryIsNotItsBase() {
    Judge strict =
        new Judge(Demo.logic("conflict: merge-fields", "conflict: park-if-stale"), Demo.airports());
    CaseState server = server("on-site", 3, Map.of("site", "ANC"));
    ActionSubmission made =
        Submissions.make(1, "record", "1.0.0", Map.of("defects", 2), Map.of(), "then", null);
    ActionSubmission older = action(1, "record", Map.of("defects", 2), Map.of(), null);

    assertThat(Replays.of(strict, server, "then", List.of(made), Demo.ALICE).refusals()).isEmpty();
    assertThat(Replays.of(strict, server, "since", List.of(made), Demo.ALICE).refusals())
        .singleElement()
        .extracting(refusal -> refusal.judgement().reason())
        .isEqualTo(ParkReason.STALE);
    assertThat(Replays.of(strict, server, "since", List.of(older), Demo.ALICE).refusals())
        .isEmpty();
  }

  @Test
  void beginsWithNothingWhereTheDeviceCreatesTheCase() {
    Replay replay =
        Replays.of(
            judge,
            null,
            null,
            List.of(action(1, "plan", Map.of("site", "ANC"), Map.of(), null)),
            Demo.SUE);

    assertThat(view(replay).stage()).isEqualTo("planned");
  }

  private static CaseState view(Replay replay) {
    return Objects.requireNonNull(replay.view());
  }

  private static CaseState server(String stage, long version, Map<String, Object> fields) {
    return new CaseState(Submissions.CASE, "inspection", stage, false, version, "alice", fields);
  }

  private static ActionSubmission action(
      int sequence,
      String name,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> base,
      @Nullable Integer follows) {
    UUID before = follows == null ? null : new UUID(2, follows);
    return Submissions.make(sequence, name, "1.0.0", fields, base, before);
  }
}
