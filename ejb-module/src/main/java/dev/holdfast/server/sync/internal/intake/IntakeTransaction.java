package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.sync.internal.intake.OutcomeStore.Fresh;
import dev.holdfast.server.sync.internal.intake.OutcomeStore.Stored;
import dev.holdfast.server.workbasket.api.Chains;
import dev.holdfast.server.workbasket.api.Parking;
import dev.holdfast.server.workbasket.api.Parking.Parked;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges some actions in a transaction of its own: cases, history, issues and outcomes commit
 * together or not at all.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class IntakeTransaction {
  private static final Set<Outcome> EFFECTIVE = EnumSet.of(Outcome.APPLIED, Outcome.MERGED);

  @Inject private OutcomeStore store;
  @Inject private Judging judging;
  @Inject private Parking parking;
  @Inject private Chains chains;
  @Inject private Patience patience;
  @Inject private Directory directory;
  @Inject private Sieve sieve;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected IntakeTransaction() {}

  /**
   * Judges those that were not judged before.
   *
   * @param longest how long to wait for each lock that somebody else holds
   * @return one outcome per arrival, in order
   */
  public List<ActionOutcome> judge(
      Caller caller, UUID device, List<Arrival> arrivals, Duration longest) {
    patience.limit(longest);
    store.lock(device);
    judging.lock(
        arrivals.stream().flatMap(a -> a.submitted().cases().stream()).distinct().toList());
    Map<UUID, Stored> known = new HashMap<>(store.find(ids(arrivals)));
    List<Arrival> own = displace(caller, device, ownOnly(caller, arrivals), known);
    Map<UUID, Arrival> fresh = new LinkedHashMap<>();
    own.stream()
        .filter(arrival -> !known.containsKey(arrival.submitted().id()))
        .forEach(arrival -> fresh.putIfAbsent(arrival.submitted().id(), arrival));
    Map<UUID, ActionOutcome> outcomes = new HashMap<>();
    known.forEach((id, stored) -> outcomes.put(id, stored.outcome()));
    outcomes.putAll(decide(caller, List.copyOf(fresh.values()), known));
    takeOver(caller, device, own, known);
    return own.stream().map(arrival -> answer(arrival, outcomes)).toList();
  }

  /** Which of these actions were judged before. */
  public Set<UUID> judged(Set<UUID> actions) {
    return Set.copyOf(store.find(actions).keySet());
  }

  /** The parents of these cases. */
  public Set<UUID> parents(Set<UUID> cases) {
    return judging.parents(cases);
  }

  /**
   * No user goes on from what another's device did. A device that is not known was enrolled after
   * the backup that was restored: nothing here is by it.
   */
  private List<Arrival> ownOnly(Caller caller, List<Arrival> arrivals) {
    Set<UUID> named =
        arrivals.stream().flatMap(a -> a.devices().stream()).collect(Collectors.toSet());
    if (named.isEmpty()) {
      return arrivals;
    }
    Set<UUID> strange = new HashSet<>();
    directory
        .devices(named)
        .forEach(
            (id, device) -> {
              if (!device.user().equals(caller.name())) {
                strange.add(id);
              }
            });
    return arrivals.stream()
        .map(a -> Collections.disjoint(strange, a.devices()) ? a : a.stranger())
        .toList();
  }

  /** An id that stands for another action already gives its arrival an id of its own. */
  private List<Arrival> displace(
      Caller caller, UUID device, List<Arrival> arrivals, Map<UUID, Stored> known) {
    Map<UUID, String> digests = new HashMap<>();
    known.forEach(
        (id, stored) -> {
          boolean own = stored.user().equals(caller.name());
          digests.put(id, own ? stored.digest() : "");
        });
    List<Arrival> own = new ArrayList<>(arrivals.size());
    Set<UUID> displaced = new HashSet<>();
    for (Arrival arrival : arrivals) {
      String digest = digests.putIfAbsent(arrival.id(), arrival.digest());
      if (digest == null || digest.equals(arrival.digest())) {
        own.add(arrival);
      } else {
        Arrival other = arrival.displaced(device);
        own.add(other);
        displaced.add(other.submitted().id());
      }
    }
    known.putAll(store.find(displaced));
    return own;
  }

  /** What was judged for another device of the user: who sent it last is to hear more of it. */
  private void takeOver(Caller caller, UUID device, List<Arrival> own, Map<UUID, Stored> known) {
    List<UUID> taken =
        own.stream().map(arrival -> arrival.submitted().id()).filter(known::containsKey).toList();
    store.takeOver(caller, device, taken);
  }

  private Map<UUID, ActionOutcome> decide(
      Caller caller, List<Arrival> fresh, Map<UUID, Stored> known) {
    Instant receivedAt = clock.instant();
    sieve.hold(caller, fresh);
    List<Verdict> verdicts =
        judging.judge(
            caller,
            fresh.stream().map(Arrival::submitted).toList(),
            chains.held(mayHold(fresh, known)));
    Iterator<UUID> issues = park(caller, receivedAt, fresh, verdicts).iterator();
    List<Fresh> rows = new ArrayList<>();
    Map<UUID, ActionOutcome> outcomes = new HashMap<>();
    for (int i = 0; i < fresh.size(); i++) {
      Verdict verdict = verdicts.get(i);
      ActionOutcome outcome = outcome(verdict, verdict.parked() ? issues.next() : null);
      rows.add(new Fresh(fresh.get(i), outcome));
      outcomes.put(outcome.action(), outcome);
    }
    store.insert(caller, receivedAt, rows);
    return outcomes;
  }

  /** Of what the new ones follow, what was parked once: nothing else holds anybody. */
  private static Set<UUID> mayHold(List<Arrival> fresh, Map<UUID, Stored> known) {
    return fresh.stream()
        .map(Arrival::follows)
        .filter(follows -> follows != null && known.containsKey(follows))
        .map(Objects::requireNonNull)
        .filter(
            follows ->
                !EFFECTIVE.contains(Objects.requireNonNull(known.get(follows)).outcome().outcome()))
        .collect(Collectors.toSet());
  }

  private List<UUID> park(
      Caller caller, Instant receivedAt, List<Arrival> fresh, List<Verdict> verdicts) {
    List<Parked> parked = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      if (verdicts.get(i).parked()) {
        parked.add(new Parked(verdicts.get(i), fresh.get(i).payload()));
      }
    }
    return parking.park(caller, receivedAt, parked);
  }

  private static ActionOutcome outcome(Verdict verdict, @Nullable UUID issue) {
    Submitted submitted = verdict.submitted();
    return new ActionOutcome(
        submitted.id(),
        submitted.caseId(),
        verdict.outcome(),
        verdict.reason(),
        verdict.messages(),
        issue,
        verdict.version());
  }

  /** The outcome under the id that the device knows. */
  private static ActionOutcome answer(Arrival arrival, Map<UUID, ActionOutcome> outcomes) {
    ActionOutcome kept = Objects.requireNonNull(outcomes.get(arrival.submitted().id()));
    return new ActionOutcome(
        arrival.id(),
        kept.caseId(),
        kept.outcome(),
        kept.reason(),
        kept.messages(),
        kept.issue(),
        kept.version());
  }

  private static Set<UUID> ids(List<Arrival> arrivals) {
    Set<UUID> ids = new HashSet<>();
    for (Arrival arrival : arrivals) {
      ids.add(arrival.id());
      UUID follows = arrival.follows();
      if (follows != null) {
        ids.add(follows);
      }
    }
    return ids;
  }
}
