package dev.holdfast.hooks;

import java.time.Instant;

/** What became of an action. */
public sealed interface ActionEvent permits ActionApplied, ActionParked {

  /** The action. */
  SubmittedAction action();

  /** When the server judged it. */
  Instant at();
}
