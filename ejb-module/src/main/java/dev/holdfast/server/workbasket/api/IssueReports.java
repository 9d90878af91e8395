package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;

/**
 * Figures of the issue workbasket, for who may see its issues. A chain of submissions is one issue.
 * Days are days in UTC.
 */
@Local
public interface IssueReports {
  /** Most days of a report. */
  int MOST_DAYS = 3_660;

  /**
   * Unresolved issues of a workbasket by their age.
   *
   * @param workbasket the workbasket
   * @param underOneDay received less than a day ago
   * @param underThreeDays the same of three days, without those before
   * @param underOneWeek of seven
   * @param underOneMonth of thirty
   * @param older the others
   * @param unresolved all of them
   */
  record Ageing(
      String workbasket,
      long underOneDay,
      long underThreeDays,
      long underOneWeek,
      long underOneMonth,
      long older,
      long unresolved) {}

  /**
   * What came and went on a day; days without any are left out.
   *
   * @param day the day
   * @param workbasket the workbasket
   * @param reason why they were parked (code)
   * @param parked issues that were received
   * @param resolved issues that were resolved
   */
  record Volume(LocalDate day, String workbasket, String reason, long parked, long resolved) {}

  /** Unresolved issues by age, one line per workbasket. */
  List<Ageing> ageing(Caller caller) throws RefusedException;

  /** The same as CSV. */
  void ageingCsv(Caller caller, OutputStream out) throws RefusedException, IOException;

  /**
   * Issues per day by workbasket and reason.
   *
   * @param from the first day
   * @param until the last day
   * @throws RefusedException {@code INVALID} if there are no days between, or too many
   */
  List<Volume> volume(Caller caller, LocalDate from, LocalDate until) throws RefusedException;

  /** The same as CSV. */
  void volumeCsv(Caller caller, LocalDate from, LocalDate until, OutputStream out)
      throws RefusedException, IOException;
}
