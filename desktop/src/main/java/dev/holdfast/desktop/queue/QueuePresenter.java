package dev.holdfast.desktop.queue;

import dev.holdfast.desktop.form.FormTarget;
import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits, was parked or was returned, and what the user decides about it. Belongs to the
 * screen's thread.
 */
public final class QueuePresenter {
  private final Session session;
  private final Runnable acted;
  private final Model<State> state = new Model<>(new State(List.of(), List.of(), null, null));

  /**
   * Nothing is read yet: see {@link #reload}.
   *
   * @param acted told when the user has changed the queue
   */
  public QueuePresenter(Session session, Runnable acted) {
    this.session = session;
    this.acted = acted;
  }

  /**
   * What is shown.
   *
   * @param waiting what the server has not taken, in order
   * @param answers what it has answered, the newest first
   * @param question what is asked before several actions are taken back, null if nothing
   * @param notice what came of the last decision, null if nothing is to be said
   */
  public record State(
      List<Waiting> waiting,
      List<Waiting.Answer> answers,
      Waiting.@Nullable Question question,
      @Nullable String notice) {
    State asking(Waiting.@Nullable Question other) {
      return new State(waiting, answers, other, null);
    }

    State saying(@Nullable String other) {
      return new State(waiting, answers, question, other);
    }
  }

  private record Read(List<Waiting> waiting, List<Waiting.Answer> answers) {}

  /** What is shown. */
  public Model<State> state() {
    return state;
  }

  /** Reads the queue again, as it may have changed. */
  public void reload() {
    session
        .tasks()
        .withStore(
            () -> {
              QueueReading reading = new QueueReading(session);
              return new Read(reading.waiting(), reading.answers());
            },
            read ->
                state.set(
                    new State(
                        read.waiting(),
                        read.answers(),
                        state.get().question(),
                        state.get().notice())),
            this::failed);
  }

  /** Performs an action again, as it is, on the case as it is now. */
  public void retry(Waiting waiting) {
    decide(
        () -> {
          session.holdfast().retry(waiting.id(), Map.of());
          return session.texts().get("queue.retried", waiting.title());
        });
  }

  /** How an action is filled in again. */
  public FormTarget edit(Waiting waiting) {
    return new FormTarget.Again(waiting.title(), waiting.pending());
  }

  /**
   * Takes an action back; if others follow it, the user is asked first. What follows it is read
   * now: what is shown may be a moment old.
   */
  public void cancel(Waiting waiting) {
    session
        .tasks()
        .withStore(
            () -> followers(waiting, new QueueReading(session).waiting()),
            followers -> {
              if (followers.isEmpty()) {
                cancel(waiting, false);
              } else {
                state.set(state.get().asking(new Waiting.Question(waiting, followers)));
              }
            },
            this::failed);
  }

  /** The user says whether the actions are to be taken back of which he was asked. */
  public void answer(boolean yes) {
    Waiting.Question question = state.get().question();
    state.set(state.get().asking(null));
    if (question != null && yes) {
      cancel(question.waiting(), true);
    }
  }

  private static List<Waiting> followers(Waiting waiting, List<Waiting> all) {
    return waiting.kind() != Waiting.Kind.WAITS
        ? List.of()
        : all.stream()
            .dropWhile(other -> !other.id().equals(waiting.id()))
            .skip(1)
            .filter(other -> other.pending().caseId().equals(waiting.pending().caseId()))
            .filter(other -> other.kind() == Waiting.Kind.WAITS)
            .toList();
  }

  private void cancel(Waiting waiting, boolean withFollowers) {
    decide(
        () -> {
          List<UUID> gone = session.holdfast().cancel(waiting.id(), withFollowers);
          return session.texts().get("queue.cancelled", gone.size());
        });
  }

  private void decide(Supplier<String> decision) {
    session
        .tasks()
        .withStore(
            decision,
            said -> {
              state.set(state.get().saying(said));
              reload();
              acted.run();
            },
            this::failed);
  }

  private void failed(RuntimeException failure) {
    String why =
        failure instanceof RefusedException
            ? session.texts().get("queue.refused", String.valueOf(failure.getMessage()))
            : session.explanations().of(failure);
    state.set(state.get().saying(why));
  }
}
