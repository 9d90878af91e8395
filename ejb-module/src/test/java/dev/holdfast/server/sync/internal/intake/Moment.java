package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * One case with an issue, and what devices and two people in the console are about to do with it.
 * It can be played on several servers: it is the same on each of them.
 */
final class Moment {
  private static final List<Caller> DECIDERS = List.of(IssueWork.ADMIN, administrator("ada"));

  private final UUID id = UUID.randomUUID();
  private final String type;
  private final Random random;
  private final FieldWork beginner = new FieldWork("alice");
  private final FieldWork first = new FieldWork("alice");
  private final FieldWork late = new FieldWork("alice");
  private final ActionSubmission create;
  private final ActionSubmission change;
  private final ActionSubmission parked;
  private final Map<String, Attempt> attempts = new LinkedHashMap<>();
  private final Map<IssueWork, IssueView> seen = new HashMap<>();

  /** What somebody does; says what came of it. */
  interface Attempt {
    String on(IssueWork server) throws RefusedException;
  }

  /** A moment of a case of a type: so many devices, what they do drawn by chance. */
  Moment(String type, int devices, Random random) {
    this.type = type;
    this.random = random;
    create = beginner.act(type, id, "create", 0, beginning());
    change = first.act(type, id, "record", 1, Map.of(text(), "first"));
    // Stale where there is such a thing; else not to be read, so that it can only be discarded.
    Map<String, ?> mine = type.equals("last") ? Map.of("colour", "red") : Map.of(text(), "late");
    parked = late.act(type, id, "record", 1, mine);
    for (int i = 0; i < devices; i++) {
      FieldWork device = new FieldWork("alice");
      ActionSubmission action = action(device);
      attempts.put(action.id().toString(), server -> submit(server, device, action));
    }
    for (Caller decider : DECIDERS) {
      Resolution how = pick(List.of(Resolution.APPLY, Resolution.DISCARD));
      attempts.put(decider.user().name(), server -> decide(server, decider, how));
    }
  }

  /** What is about to be done, by the key of its entry in the history. */
  Map<String, Attempt> attempts() {
    return attempts;
  }

  /** Everything up to the moment. */
  void prepare(IssueWork server) throws RefusedException {
    server.server.submit(beginner, create);
    server.server.submit(first, change);
    ActionOutcome outcome = server.server.submitOne(late, parked);
    assertThat(outcome.outcome()).isEqualTo(Outcome.PARKED);
    seen.put(server, server.detail(IssueWork.ADMIN, outcome).issue());
  }

  /** The keys of what left something in the history since, in its order. */
  List<String> order(IssueWork server) {
    return look(server).history().stream()
        .skip(3)
        .map(e -> e.device() == null ? e.user() : Objects.requireNonNull(e.actionId()).toString())
        .toList();
  }

  /** What the case is like after it, but for when and under which ids of issues. */
  List<Object> result(IssueWork server) {
    CaseLook look = look(server);
    List<Object> result = new ArrayList<>();
    for (HistoryEntry e : look.history()) {
      result.add(
          Arrays.asList(
              e.actionId(),
              e.action(),
              e.user(),
              e.outcome(),
              e.reason(),
              e.version(),
              e.changes(),
              e.overwritten()));
    }
    result.add(look.column("concat_ws(' ', version, stage, completed, fields)"));
    assertThat(look.verified()).isTrue();
    return result;
  }

  private CaseLook look(IssueWork server) {
    return new CaseLook(server.server, id);
  }

  private Map<String, Object> beginning() {
    return type.equals("merging")
        ? Map.of("assignee", "alice", "site", "ANC", "condition", "good")
        : Map.of("assignee", "alice");
  }

  /** Mostly changes; one of so many completes. */
  private ActionSubmission action(FieldWork device) {
    String number = type.equals("merging") ? "defects" : "count";
    long base = 1 + random.nextInt(2);
    return switch (random.nextInt(8)) {
      case 0 -> device.act(type, id, "close", base, Map.of());
      case 1, 2 -> device.act(type, id, "record", base, Map.of(text(), "x" + random.nextInt(3)));
      case 3 ->
          device.act(type, id, "record", base, Map.of(text(), "y", number, random.nextInt(9)));
      case 4 -> device.act(type, id, "record", base, Map.of());
      default -> device.act(type, id, "record", base, Map.of(number, random.nextInt(9)));
    };
  }

  /** A text; where fields are merged, one on whose conflict a person decides. */
  private String text() {
    return type.equals("merging") ? "grade" : "note";
  }

  /** As a device does: what is to be sent again is sent again. */
  private static String submit(IssueWork server, FieldWork device, ActionSubmission action)
      throws RefusedException {
    ActionAnswer answer;
    do {
      answer = server.server.answer(device, action);
    } while (!answer.retry().isEmpty());
    ActionOutcome outcome = answer.outcomes().get(0);
    return outcome.outcome()
        + " "
        + outcome.reason()
        + " "
        + outcome.version()
        + " "
        + outcome.messages();
  }

  /** Decides on the issue as it was before the moment. */
  private String decide(IssueWork server, Caller decider, Resolution how) {
    Decision decision = new Decision(how, Map.of(), "because");
    IssueView issue = Objects.requireNonNull(seen.get(server));
    Throwable refused =
        catchThrowable(
            () ->
                server.inTransaction(
                    () ->
                        server.workbasket.resolve(decider, issue.id(), issue.version(), decision)));
    if (refused == null) {
      return "decided";
    }
    assertThat(refused).hasRootCauseInstanceOf(RefusedException.class);
    return "refused";
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static Caller administrator(String name) {
    return new Caller(new User(name, Set.of(Caller.ADMINISTRATOR), Map.of()), null);
  }
}
