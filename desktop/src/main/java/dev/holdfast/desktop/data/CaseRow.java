package dev.holdfast.desktop.data;

import dev.holdfast.device.api.CaseView;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list.
 *
 * @param view the case
 * @param title what it is about
 * @param type what its type is called
 * @param stage what its stage is called
 * @param worklist what its worklist is called, null if it is on none
 * @param due what is said of goal and deadline, empty if nothing is due
 * @param urgency how much that matters
 * @param words all that a search finds it by
 */
public record CaseRow(
    CaseView view,
    String title,
    String type,
    String stage,
    @Nullable String worklist,
    String due,
    Urgency urgency,
    String words) {

  /** How much it matters when something is due. */
  public enum Urgency {
    /** Nothing is due, or not soon. */
    NONE,
    /** The goal has passed, the deadline has not. */
    LATE,
    /** The deadline has passed. */
    OVERDUE
  }

  /** The case's id. */
  public UUID id() {
    return view.id();
  }

  /** Whether each of some words is somewhere in it. */
  public boolean matches(String search) {
    for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!words.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
