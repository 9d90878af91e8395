package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.Judgement;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.Held;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Submitted.ToPark;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.casework.internal.CaseFile.Source;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the actions of one device in order: each sees what the ones before it did, and each
 * that follows a parked one waits behind it. Used once, not thread-safe.
 */
final class Docket {
  /** Where actions wait that no package routes. */
  private static final String UNROUTED = "unrouted";

  /** Why observers keep an action from taking effect. */
  private static final String VETOED = "vetoed";

  private final Benches benches;
  private final CaseFiles files;
  private final Bases bases;
  private final Hearing hearing;
  private final Witness witness;
  private final Map<UUID, Held> held;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<HistoryEntry> entries = new ArrayList<>();

  Docket(Benches benches, CaseFiles files, Bases bases, Hearing hearing, Witness witness) {
    this.benches = benches;
    this.files = files;
    this.bases = bases;
    this.hearing = hearing;
    this.witness = witness;
    this.held = new HashMap<>(hearing.held());
  }

  /** Judges all, in order. */
  void hear(List<Submitted> submitted) {
    for (Submitted each : submitted) {
      if (each instanceof ToPark raw) {
        park(raw, raw.reason(), List.of(raw.message()), Why.OF_ITSELF);
      } else {
        hear(each, Objects.requireNonNull(each.action()));
      }
    }
  }

  /** One verdict per action, in order. */
  List<Verdict> verdicts() {
    return verdicts;
  }

  /** What the history is to say, in order. */
  List<HistoryEntry> entries() {
    return entries;
  }

  private void hear(Submitted submitted, ActionSubmission action) {
    Held before = action.follows() == null ? null : held.get(action.follows());
    Bench bench = benches.of(action.application());
    if (before != null && before.holds(action.caseId())) {
      String message = "It waits until an earlier action on this case has been decided on.";
      park(submitted, ParkReason.FOLLOWS_PARKED, List.of(message), new Why(null, before.action()));
    } else if (bench == null) {
      String message = "The application " + action.application() + " is not in force.";
      park(submitted, ParkReason.NOT_AVAILABLE, List.of(message), Why.OF_ITSELF);
    } else {
      judge(bench, submitted, action);
    }
  }

  private void judge(Bench bench, Submitted submitted, ActionSubmission action) {
    CaseFile file = files.get(action.caseId());
    Understanding understood = bench.understand(action);
    Judgement judgement = bench.judge(understood, file, file != null && isCurrent(file, action));
    if (judgement instanceof Judgement.Parked parked) {
      List<String> messages = parked.messages().stream().map(Message::text).toList();
      park(submitted, parked.reason(), messages, new Why(cause(parked.messages()), null));
    } else if (judgement instanceof Judgement.Applied applied) {
      take(bench, submitted, understood, Taking.of(applied, understood));
    } else if (judgement instanceof Judgement.Merged merged) {
      take(bench, submitted, understood, Taking.of(merged, understood));
    }
  }

  private boolean isCurrent(CaseFile file, ActionSubmission action) {
    boolean asAtBase =
        hearing.released()
            ? files.isAsAtBase(action)
            : file.changedOnlyBy(action.chain(hearing.submitter().device()), action.baseVersion())
                && isNext(file, action);
    return asAtBase && bases.contain(action);
  }

  /**
   * Whether nothing came between an action and the one that it follows. Two devices that go on from
   * one action make a fork, of which each sees its own branch only.
   */
  private static boolean isNext(CaseFile file, ActionSubmission action) {
    return action.follows() == null
        || action.baseVersion() == file.version()
        || action.follows().equals(file.lastAction());
  }

  /** Lets an action take effect, unless an observer vetoes it. */
  private void take(Bench bench, Submitted submitted, Understanding understood, Taking taking) {
    ActionSubmission action = understood.action();
    CaseFile before = files.get(action.caseId());
    List<String> vetoes = witness.vetoes(action, before, taking.after(), taking.changes());
    if (!vetoes.isEmpty()) {
      park(submitted, ParkReason.NOT_ALLOWED, vetoes, new Why(VETOED, null));
      return;
    }
    UUID device = action.chain(hearing.submitter().device());
    Source source = new Source(action.id(), device, bench.version(), hearing.at());
    long version = files.put(action.application(), taking.after(), source);
    Verdict verdict =
        new Verdict(submitted, taking.outcome(), null, taking.messages(), version, null);
    held.remove(action.id());
    verdicts.add(verdict);
    entries.add(
        Entries.applied(hearing, understood, verdict, taking.changes(), taking.overwritten()));
    witness.applied(taking.outcome());
  }

  private void park(Submitted submitted, ParkReason reason, List<String> messages, Why why) {
    held.put(submitted.id(), new Held(submitted.id(), submitted.caseId()));
    ActionSubmission action = submitted.action();
    Bench bench = action == null ? null : benches.of(action.application());
    String workbasket =
        action == null || bench == null ? UNROUTED : bench.workbasket(action, reason);
    Verdict verdict =
        new Verdict(
            submitted,
            Outcome.PARKED,
            reason,
            messages,
            0,
            new Verdict.Parking(workbasket, why.cause(), why.behind()));
    verdicts.add(verdict);
    UUID caseId = submitted.caseId();
    boolean waitsOn = hearing.released() && why.behind() != null;
    if (caseId != null && !waitsOn) {
      entries.add(Entries.parked(hearing, caseId, verdict));
      witness.parked(verdict);
    }
  }

  /** The field that the first message is about, else its code. */
  private static @Nullable String cause(List<Message> messages) {
    return messages.stream()
        .findFirst()
        .map(message -> Objects.requireNonNullElse(message.field(), message.code()))
        .orElse(null);
  }

  /**
   * More of why an action is parked.
   *
   * @param cause field or code of a message
   * @param behind the parked action that it waits behind
   */
  private record Why(@Nullable String cause, @Nullable UUID behind) {
    static final Why OF_ITSELF = new Why(null, null);
  }
}
