package dev.holdfast.kernel.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link ActionBatch}. Every action of the batch is either in {@code outcomes} or
 * in {@code retry}.
 *
 * @param outcomes one outcome per action that was judged, in the batch's order
 * @param retry actions that could not be judged now, because somebody else's transaction was in the
 *     way or contents that they name are not there, and those on the same case after them; in the
 *     batch's order. Nothing of them took effect: the same is to be sent again later, and nothing
 *     on their cases before it
 * @param lacks ids of the contents that actions in {@code retry} wait for, each once; null if there
 *     are none
 * @param serverTime the server's clock, for measuring the device's offset
 */
public record ActionAnswer(
    List<ActionOutcome> outcomes,
    List<UUID> retry,
    @Nullable List<String> lacks,
    Instant serverTime) {

  /** Makes the value immutable. A server of before {@code retry} leaves it out. */
  public ActionAnswer {
    outcomes = listOf(outcomes);
    retry = listOf(retry);
    lacks = lacks == null || lacks.isEmpty() ? null : List.copyOf(lacks);
  }

  private static <T> List<T> listOf(@Nullable List<T> sent) {
    return sent == null ? List.of() : List.copyOf(sent);
  }
}
