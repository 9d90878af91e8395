package dev.holdfast.server.tables.internal;

import java.util.List;

/** What the objects of a unit are called. */
final class CaptureNames {
  /** Kinds of statements, with the transition tables that they have. */
  enum Event {
    INSERT("REFERENCING NEW TABLE AS new_rows"),
    UPDATE("REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    DELETE("REFERENCING OLD TABLE AS old_rows"),
    TRUNCATE("");

    private final String transition;

    Event(String transition) {
      this.transition = transition;
    }

    String transition() {
      return transition;
    }
  }

  private CaptureNames() {}

  static String captureTable(String unit) {
    return "holdfast.capture_" + unit;
  }

  static String settleFunction(String unit) {
    return "holdfast.capture_" + unit + "_settle";
  }

  static String changedFunction(String unit) {
    return "holdfast.capture_" + unit + "_changed";
  }

  static String parentFunction(String unit, String alias) {
    return "holdfast.capture_" + unit + '_' + alias;
  }

  /** A trigger's name: of a unit, for a function's part, on one kind of statement. */
  static String trigger(String unit, String part, Event event) {
    return "holdfast_" + unit + '_' + part + '_' + Character.toLowerCase(event.name().charAt(0));
  }

  static List<Event> events() {
    return List.of(Event.values());
  }
}
