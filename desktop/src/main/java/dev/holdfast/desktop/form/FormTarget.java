package dev.holdfast.desktop.form;

import dev.holdfast.device.api.PendingAction;
import java.util.Map;
import java.util.UUID;

/** What is being filled in. */
public sealed interface FormTarget {
  /** What it is called. */
  String title();

  /** The application that it belongs to. */
  String application();

  /**
   * An action on a case.
   *
   * @param title what it is called
   * @param application the application
   * @param caseId the case
   * @param action the action
   */
  record OnCase(String title, String application, UUID caseId, String action)
      implements FormTarget {}

  /**
   * A new case.
   *
   * @param title what is created
   * @param application the application
   * @param type the case type
   * @param action the creating action
   * @param preset values that it begins with, in JSON form; they are not shown as typed
   */
  record NewCase(
      String title, String application, String type, String action, Map<String, Object> preset)
      implements FormTarget {
    /** Makes the value immutable. */
    public NewCase {
      preset = Map.copyOf(preset);
    }
  }

  /**
   * An action of the queue, to be performed again with other values.
   *
   * @param title what it is called
   * @param pending it
   */
  record Again(String title, PendingAction pending) implements FormTarget {
    @Override
    public String application() {
      return pending.application();
    }
  }
}
