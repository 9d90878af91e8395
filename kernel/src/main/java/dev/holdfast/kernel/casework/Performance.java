package dev.holdfast.kernel.casework;

import java.util.List;
import java.util.Map;

/** What came of an action. */
public sealed interface Performance {

  /**
   * It took effect.
   *
   * @param after the case after it; its version is as before, the server counts it up
   * @param changes what changed, by field; {@code stage}, {@code completed} and {@code assignee}
   *     are among them when they changed; values in Java form
   */
  record Performed(CaseState after, Map<String, Change> changes) implements Performance {}

  /**
   * It may not be done.
   *
   * @param messages everything that speaks against it, at least one
   */
  record Refused(List<Message> messages) implements Performance {}
}
