package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Laws 1 to 5 over random schedules of work on the device, changes elsewhere, cuts, lost answers,
 * kills, resync orders and changes of scope.
 */
class ScheduleProperties {

  @Property(tries = 60)
  void theLawsHold(
      @ForAll @Size(min = 5, max = 45) List<@IntRange(min = 0, max = 14) Integer> steps,
      @ForAll long seed) {
    try (Run run = new Run(seed)) {
      steps.forEach(run::step);
      run.settle();
    }
  }

  /** One schedule. */
  private static final class Run implements AutoCloseable {
    private static final String AIRPORTS = "SELECT iata, name, state FROM airport ORDER BY 1, 3";

    private final Random random;
    private final Device device;
    private final List<UUID> cases = new ArrayList<>();
    private final Set<UUID> performed = new HashSet<>();
    private final List<Runnable> uncommitted = new ArrayList<>();

    Run(long seed) {
      random = new Random(seed);
      device = Device.alice(seed);
      for (int i = 0; i < 8; i++) {
        device.peer().airport("AK", "A" + i, "Airport " + i);
      }
      for (int i = 0; i < 3; i++) {
        cases.add(device.peer().planned("AK", "A" + i, i == 0 ? "bob" : "alice"));
      }
      device.holdfast().sync();
    }

    void step(int kind) {
      switch (kind) {
        case 0, 1 -> airport(random.nextInt(10));
        case 2 -> device.peer().airport("AK", "A" + (4 + random.nextInt(4)), null);
        case 3 -> later();
        case 4 -> uncommitted.forEach(Runnable::run);
        case 5 ->
            device
                .peer()
                .states(random.nextBoolean() ? new String[] {"AK"} : new String[] {"AK", "HI"});
        case 6, 7, 8 -> perform();
        case 9 -> device.peer().elsewhere(anyCase(), "defects", (long) random.nextInt(9));
        case 10 -> syncs();
        case 11 -> syncCut();
        case 12 -> device.peer().faults().loseAnswer();
        case 13 -> device.kill();
        default -> rarely();
      }
      nothingIsLost();
    }

    private void rarely() {
      if (random.nextInt(3) == 0) {
        device.peer().complete(anyCase());
      } else {
        device.peer().orderResync();
      }
    }

    private void airport(int number) {
      String state = number % 3 == 0 ? "HI" : "AK";
      device.peer().airport(state, "A" + number, "Name \"" + random.nextInt() + "\" é\\ \u0007");
    }

    /** A transaction that began before others which commit before it. */
    private void later() {
      uncommitted.add(device.peer().airportCommittedLater("AK", "L" + random.nextInt(5), "Late"));
    }

    private UUID anyCase() {
      return cases.get(random.nextInt(cases.size()));
    }

    private void perform() {
      UUID id = anyCase();
      CaseView view = device.holdfast().show(id).orElseThrow();
      try {
        performed.add(
            switch (view.stage()) {
              case "planned" -> device.holdfast().perform(id, "arrive", Map.of()).action();
              case "on-site" ->
                  random.nextInt(4) == 0
                      ? device.holdfast().perform(id, "submit", Map.of()).action()
                      : record(id);
              default -> record(id);
            });
      } catch (RefusedException e) {
        assertThat(e.messages()).isNotEmpty();
      }
    }

    private UUID record(UUID id) {
      Map<String, Object> fields =
          random.nextBoolean()
              ? Map.of("condition", "fair", "findings", "Note " + random.nextInt(100))
              : Map.of("defects", (long) random.nextInt(9));
      return device.holdfast().perform(id, "record", fields).action();
    }

    private void syncCut() {
      List<?> before = device.holdfast().query(AIRPORTS);
      int reports = device.peer().reports().size();
      boolean kill = random.nextBoolean();
      device.peer().faults().none();
      if (kill) {
        device.peer().faults().dieAt(1 + random.nextInt(4000));
      } else {
        device.peer().faults().cutStreamAndGoAt(1 + random.nextInt(4000));
      }
      try {
        device.holdfast().sync();
        converged();
      } catch (Death e) {
        device.kill();
        assertThat(device.holdfast().query(AIRPORTS)).as("nobody sees half").isEqualTo(before);
      } catch (UnreachableException e) {
        device.peer().reachable(true);
        if (device.peer().reports().size() == reports) {
          assertThat(device.holdfast().query(AIRPORTS)).as("nobody sees half").isEqualTo(before);
        }
      } finally {
        device.peer().faults().none();
      }
    }

    private void syncs() {
      device.peer().reachable(true);
      try {
        device.holdfast().sync();
        converged();
      } catch (UnreachableException e) {
        // An answer was lost. The next sync asks for it again.
        nothingIsLost();
      }
    }

    private void nothingIsLost() {
      Set<UUID> known =
          device.holdfast().pending().stream()
              .map(PendingAction::action)
              .collect(Collectors.toSet());
      device.peer().judged().forEach(outcome -> known.add(outcome.action()));
      assertThat(known).containsAll(performed);
    }

    private void converged() {
      assertThat(device.holdfast().verify().match()).isTrue();
      Map<String, Map<String, String>> expected = device.peer().expected();
      long rows = expected.values().stream().mapToLong(Map::size).sum();
      assertThat(device.holdfast().status().rows()).isEqualTo(rows);
      Set<String> airports = new HashSet<>();
      expected.forEach(
          (bucket, content) -> {
            if (bucket.contains("/airport[")) {
              airports.addAll(content.keySet().stream().map(key -> bucket + key).toList());
            }
          });
      assertThat(device.holdfast().query(AIRPORTS)).hasSameSizeAs(airports);
      assertThat(device.holdfast().cases()).hasSameSizeAs(cases);
      assertThat(device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }

    /** All is sent in the end, each action took effect once, and everybody sees the same. */
    void settle() {
      device.peer().faults().none();
      syncs();
      syncs();
      assertThat(device.peer().ordered()).isFalse();
      assertThat(device.peer().judged().stream().map(ActionOutcome::action))
          .containsExactlyInAnyOrderElementsOf(performed);
      assertThat(device.holdfast().status().pending()).isZero();
      for (CaseView view : device.holdfast().cases()) {
        assertThat(view.pending()).isZero();
        long effects =
            device.peer().judged().stream()
                .filter(outcome -> view.id().equals(outcome.caseId()))
                .filter(outcome -> outcome.outcome() != Outcome.PARKED)
                .count();
        assertThat(view.version())
            .isEqualTo(1 + effects + device.peer().changesElsewhere(view.id()));
      }
    }

    @Override
    public void close() {
      device.close();
    }
  }
}
