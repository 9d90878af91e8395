package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.BarChart;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueReports;
import dev.holdfast.server.workbasket.api.IssueReports.Ageing;
import dev.holdfast.server.workbasket.api.IssueReports.Volume;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Age and volume of issues, drawn; days are days in UTC. */
@Named
@RequestScoped
public class ReportPage {
  private static final int DAYS = 30;

  /** So many days have a bar each. */
  private static final int MOST_BARS = 120;

  /**
   * What came and went on a day, in all workbaskets and for all reasons.
   *
   * @param day the day
   * @param parked issues that were received
   * @param resolved issues that were resolved
   */
  public record Day(LocalDate day, long parked, long resolved) {
    Day plus(Volume volume) {
      return new Day(day, parked + volume.parked(), resolved + volume.resolved());
    }
  }

  /**
   * What has a bar: the issues of an age or a day, in all workbaskets.
   *
   * @param name what the age or day is called
   * @param issues how many
   */
  public record Tally(String name, long issues) {}

  /**
   * What came and went in the time, by workbasket and reason.
   *
   * @param workbasket the workbasket
   * @param reason why they were parked (code)
   * @param parked issues that were received
   * @param resolved issues that were resolved
   */
  public record Sum(String workbasket, String reason, long parked, long resolved) {
    Sum plus(Volume volume) {
      return new Sum(workbasket, reason, parked + volume.parked(), resolved + volume.resolved());
    }
  }

  @Inject private CurrentUser user;
  @Inject private IssueReports reports;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject private Clock clock;

  private @Nullable String from;
  private @Nullable String until;
  private List<Ageing> ageing = List.of();
  private List<Volume> volume = List.of();
  private List<Day> days = List.of();

  /** Asks for both reports; says what is wrong with days that can't be read. */
  public void load() throws RefusedException {
    ageing = reports.ageing(user.caller());
    try {
      var last = until == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day(until);
      var first = from == null ? last.minusDays(DAYS - 1L) : day(from);
      volume = reports.volume(user.caller(), first, last);
      days = days(first, last, volume);
      from = first.toString();
      until = last.toString();
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
  }

  /**
   * A day of an address.
   *
   * @throws RefusedException {@code INVALID} if it is none
   */
  static LocalDate day(@Nullable String text) throws RefusedException {
    try {
      return Instants.parseDay(text == null ? "" : text);
    } catch (DateTimeException unreadable) {
      throw new RefusedException(ErrorCode.INVALID, '"' + text + "\" is not a day.");
    }
  }

  /** Every day of a time, those without anything too. */
  static List<Day> days(LocalDate first, LocalDate last, List<Volume> volume) {
    Map<LocalDate, Day> days = new TreeMap<>();
    first.datesUntil(last.plusDays(1)).forEach(day -> days.put(day, new Day(day, 0, 0)));
    volume.forEach(one -> days.computeIfPresent(one.day(), (day, known) -> known.plus(one)));
    return List.copyOf(days.values());
  }

  /** Unresolved issues, a line per workbasket. */
  public List<Ageing> getAgeing() {
    return ageing;
  }

  /** All unresolved issues. */
  public long getUnresolved() {
    return sum(ageing, Ageing::unresolved);
  }

  /** Unresolved issues by age. */
  public BarChart<Tally> getAges() {
    return bars(
        List.of(
            age("reports.day", Ageing::underOneDay),
            age("reports.three-days", Ageing::underThreeDays),
            age("reports.week", Ageing::underOneWeek),
            age("reports.month", Ageing::underOneMonth),
            age("reports.older", Ageing::older)));
  }

  private Tally age(String name, ToLongFunction<Ageing> amount) {
    return new Tally(texts.of(name), sum(ageing, amount));
  }

  /** What the ages are called. */
  public List<String> getAgeMarks() {
    return getAges().getBars().stream().map(bar -> bar.of().name()).toList();
  }

  private static BarChart<Tally> bars(List<Tally> tallies) {
    return new BarChart<>(tallies, Tally::issues, tally -> 0);
  }

  private static <T> long sum(List<T> all, ToLongFunction<T> amount) {
    return all.stream().mapToLong(amount).sum();
  }

  /** Whether there are more days than can be drawn. */
  public boolean isTooLong() {
    return days.size() > MOST_BARS;
  }

  /** Issues received by day. */
  public BarChart<Tally> getParked() {
    return byDay(Day::parked);
  }

  /** Issues resolved by day. */
  public BarChart<Tally> getResolved() {
    return byDay(Day::resolved);
  }

  private BarChart<Tally> byDay(ToLongFunction<Day> amount) {
    return bars(
        days.stream()
            .map(day -> new Tally(day.day().toString(), amount.applyAsLong(day)))
            .toList());
  }

  /** First and last day. */
  public List<String> getDayMarks() {
    return Stream.of(from, until).filter(Objects::nonNull).toList();
  }

  /** What came and went in the time, by workbasket and reason. */
  public List<Sum> getSums() {
    Map<List<String>, Sum> sums = new HashMap<>();
    volume.forEach(
        one ->
            sums.merge(
                List.of(one.workbasket(), one.reason()),
                new Sum(one.workbasket(), one.reason(), one.parked(), one.resolved()),
                (known, fresh) -> known.plus(one)));
    return sums.values().stream()
        .sorted(Comparator.comparing(Sum::workbasket).thenComparing(Sum::reason))
        .toList();
  }

  /** First day. */
  public @Nullable String getFrom() {
    return from;
  }

  /** First day. */
  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  /** Last day. */
  public @Nullable String getUntil() {
    return until;
  }

  /** Last day. */
  public void setUntil(@Nullable String until) {
    this.until = until;
  }
}
