package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that every stage can be reached, and that no open case is stuck in one. */
final class StageChecks {
  private final Findings findings;
  private final Block caseType;
  private final Collection<CaseType.Action> actions;

  StageChecks(Findings findings, Block caseType, Collection<CaseType.Action> actions) {
    this.findings = findings;
    this.caseType = caseType;
    this.actions = actions;
  }

  void check(List<Text> stages) {
    List<String> known = stages.stream().map(Text::value).toList();
    boolean complete = actions.stream().allMatch(action -> known.containsAll(named(action)));
    if (!complete || actions.stream().noneMatch(action -> action.creates() != null)) {
      return; // reported as such; what follows from it is not worth a finding
    }
    Set<String> open = openStages();
    Set<String> completed = new HashSet<>();
    for (CaseType.Action action : actions) {
      if (action.completes() && isPossible(action, open)) {
        completed.addAll(targets(action, open));
      }
    }
    for (Text stage : stages) {
      if (!open.contains(stage.value()) && !completed.contains(stage.value())) {
        findings.add(
            stage,
            "unreachable-stage",
            "No case ever gets to '" + stage.value() + "'; let an action lead to it or remove it.");
      } else if (open.contains(stage.value()) && !canBeLeft(stage.value())) {
        findings.add(
            stage,
            "dead-end-stage",
            "An open case never gets out of '"
                + stage.value()
                + "'; let an action lead out of it, or complete the case there.");
      }
    }
    for (CaseType.Action action : actions) {
      if (action.creates() == null && !action.from().isEmpty() && !isPossible(action, open)) {
        findings.add(
            caseType.placeOf("actions"),
            caseType.pathOf("actions") + '.' + action.name(),
            "unreachable-action",
            "No open case is ever in "
                + String.join(" or ", action.from())
                + ", so '"
                + action.name()
                + "' is never possible.");
      }
    }
  }

  /** The stages in which a case can be and be open. */
  private Set<String> openStages() {
    Set<String> open = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (CaseType.Action action : actions) {
        if (!action.completes() && isPossible(action, open)) {
          more |= open.addAll(targets(action, open));
        }
      }
    }
    return open;
  }

  private static List<String> named(CaseType.Action action) {
    return Stream.concat(
            action.from().stream(),
            Stream.of(action.creates(), action.to()).filter(Objects::nonNull))
        .toList();
  }

  private static boolean isPossible(CaseType.Action action, Set<String> open) {
    return action.creates() != null || action.from().stream().anyMatch(open::contains);
  }

  private static List<String> targets(CaseType.Action action, Set<String> open) {
    if (action.creates() != null) {
      return List.of(action.creates());
    }
    return action.to() != null
        ? List.of(action.to())
        : action.from().stream().filter(open::contains).toList();
  }

  private boolean canBeLeft(String stage) {
    return actions.stream()
        .filter(action -> action.from().contains(stage))
        .anyMatch(
            action -> action.completes() || (action.to() != null && !action.to().equals(stage)));
  }
}
