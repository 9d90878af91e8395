package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action in the words of the version in force.
 *
 * @param action the action, with what can't be said as it was; its version is still the one that it
 *     was made with
 * @param letGo what it says of retired fields, which is not taken, in JSON form
 * @param obstacles what can't be said, and why; empty if all of it could
 */
public record Understanding(
    ActionSubmission action, Map<String, Object> letGo, List<Message> obstacles) {

  /** An action that is in these words already. */
  public static Understanding of(ActionSubmission action) {
    return new Understanding(action, Map.of(), List.of());
  }

  /**
   * What a person who edits the action has left unsaid.
   *
   * @param edits the edited fields; removing one that there is not is an answer, too
   */
  public List<Message> unanswered(Map<String, ? extends @Nullable Object> edits) {
    return obstacles.stream()
        .filter(
            obstacle ->
                obstacle.field() == null ? edits.isEmpty() : !edits.containsKey(obstacle.field()))
        .toList();
  }

  /** The fields that there are not and that these edits take out of the action. */
  public Set<String> takenOut(Map<String, ? extends @Nullable Object> edits) {
    return obstacles.stream()
        .filter(obstacle -> obstacle.code().equals(Messages.UNKNOWN_FIELD))
        .flatMap(obstacle -> Stream.ofNullable(obstacle.field()))
        .filter(field -> edits.get(field) == null)
        .collect(Collectors.toSet());
  }

  /** What its user is told of what was not taken. */
  public List<String> notes() {
    return letGo.keySet().stream()
        .map(
            field -> field + ": there is no such field any more; the value is in the history only.")
        .toList();
  }
}
