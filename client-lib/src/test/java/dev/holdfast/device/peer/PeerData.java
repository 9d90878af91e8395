package dev.holdfast.device.peer;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.ActionOutcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of a peer, and what others do to it. */
abstract class PeerData {
  final Model model = new Model();
  final Desk desk = new Desk(model);

  /** A backup of the database; running it restores that, as another history. */
  public Runnable backup() {
    Runnable data = model.backup();
    Runnable cases = desk.backup();
    return () -> {
      data.run();
      cases.run();
    };
  }

  /** Writes an airport in a transaction of its own; null deletes it. */
  public void airport(String state, String iata, @Nullable String name) {
    long transaction = model.begin();
    airport(transaction, state, iata, name);
    model.commit(transaction);
  }

  /** Writes airports in one transaction, names by their codes; a null name deletes one. */
  public void airports(String state, Map<String, @Nullable String> names) {
    long transaction = model.begin();
    names.forEach((iata, name) -> airport(transaction, state, iata, name));
    model.commit(transaction);
  }

  /** Begins a transaction that writes an airport and commits later. */
  public Runnable airportCommittedLater(String state, String iata, String name) {
    long transaction = model.begin();
    return () -> {
      airport(transaction, state, iata, name);
      model.commit(transaction);
    };
  }

  /** Begins a transaction that writes airports and commits later. */
  public Runnable airportsCommittedLater(String state, Map<String, @Nullable String> names) {
    long transaction = model.begin();
    return () -> {
      names.forEach((iata, name) -> airport(transaction, state, iata, name));
      model.commit(transaction);
    };
  }

  private void airport(long transaction, String state, String iata, @Nullable String name) {
    model.write(
        transaction,
        "airfield-inspection/airport[state=%s]".formatted(state),
        "[\"%s\"]".formatted(iata),
        name == null
            ? null
            : "[\"%s\", %s, null, \"%s\", 61.17432028, -0.5]"
                .formatted(iata, CanonicalJson.string(name), state));
  }

  /** Puts a case that waits for its inspector. */
  public UUID planned(String state, String site, String assignee) {
    return desk.planned(state, site, assignee);
  }

  /** Another user sets a field of a case. */
  public void elsewhere(UUID caseId, String field, Object value) {
    desk.elsewhere(caseId, field, value);
  }

  /** How often others changed a case. */
  public long changesElsewhere(UUID caseId) {
    return desk.changesElsewhere(caseId);
  }

  /** A person decides on a parked action. */
  public void resolve(ActionOutcome outcome) {
    desk.decide(outcome);
  }

  /** Another user completes a case. */
  public void complete(UUID caseId) {
    desk.complete(caseId);
  }

  /** What became of each action, in the order they took effect. */
  public List<ActionOutcome> judged() {
    return desk.judged();
  }
}
