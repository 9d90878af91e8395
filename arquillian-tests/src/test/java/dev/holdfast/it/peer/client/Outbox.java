package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Messages.ActionAnswer;
import dev.holdfast.it.peer.client.Messages.ActionBatch;
import dev.holdfast.it.peer.client.Messages.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The actions that the server has not confirmed, in their order, and what it said of them. In
 * memory; on disk each method is one transaction, and {@link Status#SENDING} is there before the
 * request goes out.
 */
public final class Outbox {
  private static final int MOST_AT_ONCE = 100;
  private static final Set<String> DONE = Set.of("applied", "merged");

  /** Where an action stands. */
  public enum Status {
    /** Not sent. */
    WAITING,
    /** Perhaps sent: the same is sent again until there is an answer. */
    SENDING,
    /** A person decides on it. */
    PARKED,
    /** A person has given it back, to be edited or let go of. */
    RETURNED,
    /** A person has decided that it does not take effect. */
    DISCARDED
  }

  /**
   * An action and where it stands.
   *
   * @param action as it was made
   * @param status where it stands
   */
  public record Entry(Action action, Status status) {}

  /** Sends a batch. */
  @FunctionalInterface
  interface Sender {
    Reply send(ActionBatch batch) throws IOException;
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  /** What is in it, in order. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** Where an action stands; empty if it is not in it (any more). */
  public Optional<Status> status(String action) {
    return Optional.ofNullable(entries.get(action)).map(Entry::status);
  }

  /** The last that the server said of an action. */
  public Optional<Outcome> outcome(String action) {
    return Optional.ofNullable(outcomes.get(action));
  }

  /** How many the server has not answered. */
  int unsent() {
    return toBeSent().size();
  }

  void add(Action action) {
    entries.put(action.id(), new Entry(action, Status.WAITING));
  }

  /** The actions on a case that are not answered, on which the next one builds. */
  List<Action> unanswered(String caseId) {
    return toBeSent().stream().filter(action -> action.caseId().equals(caseId)).toList();
  }

  /**
   * Takes an action back that was not sent, or lets go of one that a person has to decide on or has
   * decided on.
   *
   * @throws IllegalStateException if it may have been sent, or others follow it
   */
  public Action cancel(String action) {
    Entry entry = Objects.requireNonNull(entries.get(action), action);
    boolean isFollowed = toBeSent().stream().anyMatch(other -> action.equals(other.follows()));
    if (entry.status() == Status.SENDING || isFollowed) {
      throw new IllegalStateException(action + " may have been sent, or others follow it");
    }
    entries.remove(action);
    return entry.action();
  }

  /**
   * Sends what waits, in order. What the server asks to send again, it is sent with the next call.
   *
   * @throws IOException if there is no answer: the same is sent again
   */
  void send(Sender sender) throws IOException {
    boolean goesOn = true;
    while (goesOn && !toBeSent().isEmpty()) {
      List<Action> batch = toBeSent().stream().limit(MOST_AT_ONCE).toList();
      batch.forEach(action -> entries.put(action.id(), new Entry(action, Status.SENDING)));
      ActionAnswer answer = sender.send(new ActionBatch(batch)).as(ActionAnswer.class);
      answer.outcomes().forEach(this::take);
      goesOn = answer.retry().isEmpty();
    }
  }

  /** What persons have decided since, as far as it came with the last sync. */
  void lookInto(Store store) throws IOException {
    for (Entry entry : entries()) {
      if (entry.status() != Status.WAITING) {
        store.outcome(entry.action().id()).ifPresent(this::take);
      }
    }
  }

  /** What it holds is gone. */
  void erase() {
    entries.clear();
    outcomes.clear();
  }

  private void take(Outcome outcome) {
    outcomes.put(outcome.action(), outcome);
    entries.computeIfPresent(
        outcome.action(),
        (id, entry) ->
            DONE.contains(outcome.outcome()) ? null : new Entry(entry.action(), status(outcome)));
  }

  private static Status status(Outcome outcome) {
    return switch (outcome.outcome()) {
      case "parked" -> Status.PARKED;
      case "returned" -> Status.RETURNED;
      case "discarded" -> Status.DISCARDED;
      default -> throw new IllegalStateException("an outcome that is not known: " + outcome);
    };
  }

  private List<Action> toBeSent() {
    List<Action> waiting = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.status() == Status.WAITING || entry.status() == Status.SENDING) {
        waiting.add(entry.action());
      }
    }
    return waiting;
  }
}
