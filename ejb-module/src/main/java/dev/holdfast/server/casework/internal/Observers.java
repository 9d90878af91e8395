package dev.holdfast.server.casework.internal;

import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.hooks.ActionJudging;
import dev.holdfast.hooks.ActionParked;
import dev.holdfast.hooks.Effect;
import dev.holdfast.hooks.Standing;
import dev.holdfast.hooks.SubmittedAction;
import dev.holdfast.server.casework.api.ActionNews;
import dev.holdfast.server.casework.api.ObserverFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be asked or told of actions: integrators' CDI observers, and the feature that passes
 * news on. Who observes is settled when the server has started, so that what nobody observes costs
 * nothing. Thread-safe.
 */
@ApplicationScoped
public class Observers {
  private Event<Object> events;
  private ActionNews news;
  private boolean asked;
  private boolean told;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Observers() {}

  /** Looks who observes. */
  @Inject
  public Observers(Event<Object> events, BeanManager beans, ActionNews news) {
    this.events = events;
    this.news = news;
    SubmittedAction action =
        new SubmittedAction(
            new UUID(0, 0), "", "", new UUID(0, 0), "", Map.of(), "", null, "", Instant.EPOCH);
    Effect effect = new Effect(null, new Standing("", 1, false), Map.of());
    this.asked = isObserved(beans, new ActionJudging(action, effect, null));
    this.told =
        isObserved(beans, new ActionApplied(action, effect, false, null, Instant.EPOCH))
            || isObserved(beans, new ActionParked(action, "", List.of(), "", Instant.EPOCH));
  }

  private static boolean isObserved(BeanManager beans, Object example) {
    return !beans.resolveObserverMethods(example).isEmpty();
  }

  /** Whether somebody wants to be asked before an action takes effect. */
  boolean areAsked() {
    return asked;
  }

  /** Whether somebody wants to know what became of actions. */
  boolean areTold() {
    return told || news.wanted();
  }

  /**
   * Asks; the messages of all who are against it.
   *
   * @throws ObserverFailedException if an observer throws
   */
  List<String> vetoes(SubmittedAction action, Effect effect, @Nullable String decidedBy) {
    ActionJudging judging = new ActionJudging(action, effect, decidedBy);
    fire(judging);
    return judging.vetoes();
  }

  /**
   * Tells what became of the actions of one transaction, in order.
   *
   * @throws ObserverFailedException if an observer throws
   */
  void tell(List<ActionEvent> became) {
    if (told) {
      became.forEach(this::fire);
    }
    if (news.wanted()) {
      news.tell(became);
    }
  }

  private void fire(Object event) {
    try {
      events.fire(event);
    } catch (RuntimeException e) {
      // Whatever it is, it is theirs: the intake is not to take it for a failure of our database.
      throw new ObserverFailedException(e);
    }
  }
}
