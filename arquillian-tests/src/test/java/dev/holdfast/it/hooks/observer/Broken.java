package dev.holdfast.it.hooks.observer;

import dev.holdfast.hooks.ActionApplied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** An observer that fails, in the transaction of the action that it observes. */
@ApplicationScoped
public class Broken {
  /** What an action has in its field {@code note} to make it fail. */
  public static final String NOTE = "breaks the observer";

  void fail(@Observes ActionApplied applied) {
    if (NOTE.equals(applied.action().fields().get("note"))) {
      throw new IllegalStateException("the observer is broken");
    }
  }
}
