package dev.holdfast.desktop.work;

import dev.holdfast.desktop.data.CaseRow;
import java.util.function.Predicate;

/**
 * A list of cases that can be chosen.
 *
 * @param id what it is, for example {@code mine} or {@code team/home-care/north-team}
 * @param label what it is called
 * @param count how many cases are in it
 * @param overdue how many of them are overdue
 */
public record WorkList(String id, String label, int count, int overdue) {
  /** The user's own open cases. */
  public static final String MINE = "mine";

  /** All that is open. */
  public static final String OPEN = "open";

  /** All whose deadline has passed. */
  public static final String OVERDUE = "overdue";

  /** All that is completed. */
  public static final String DONE = "done";

  private static final String TEAM = "team/";

  /** The list of a team. */
  static String team(String application, String worklist) {
    return TEAM + application + '/' + worklist;
  }

  /** What is in a list. */
  static Predicate<CaseRow> of(String id, String user) {
    return switch (id) {
      case MINE -> row -> !row.view().completed() && user.equals(row.view().assignee());
      case OPEN -> row -> !row.view().completed();
      case OVERDUE -> row -> row.view().overdue();
      case DONE -> row -> row.view().completed();
      default ->
          row ->
              !row.view().completed()
                  && row.view().worklist() != null
                  && id.equals(team(row.view().application(), row.view().worklist()));
    };
  }
}
