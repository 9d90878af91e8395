package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;

/** The verdict on a submitted action. */
public sealed interface Judgement {

  /**
   * It took effect as it was.
   *
   * @param after the case after it, with the version as before
   * @param changes what changed, by field, in Java form
   * @param overwritten the part of {@code changes} where it overwrote what others had written since
   *     its base; empty if its base was current
   */
  record Applied(CaseState after, Map<String, Change> changes, Map<String, Change> overwritten)
      implements Judgement {}

  /**
   * It took effect after a merge.
   *
   * @param after the case after it, with the version as before
   * @param changes what changed, by field, in Java form
   * @param explanation why each field that it set has the value that it has, by field, for people
   */
  record Merged(CaseState after, Map<String, Change> changes, Map<String, String> explanation)
      implements Judgement {}

  /**
   * It goes to the issue workbasket.
   *
   * @param reason why
   * @param messages what speaks against it, at least one
   */
  record Parked(ParkReason reason, List<Message> messages) implements Judgement {}
}
