package dev.holdfast.device.api;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * What the device has sent and received, day by day and by kind of connection; up to 400 days are
 * kept. "This month: 34 MB, of which metered: 2 MB" is
 *
 * <pre>{@code
 * TrafficTotals month = holdfast.traffic().in(YearMonth.now());
 * month.bytes().total();
 * month.by(ConnectionKind.METERED).bytes().total();
 * }</pre>
 *
 * @param days in order
 */
public record TrafficTotals(List<TrafficDay> days) {
  /** Makes the value immutable. */
  public TrafficTotals {
    days = List.copyOf(days);
  }

  /** Those of a month. */
  public TrafficTotals in(YearMonth month) {
    return new TrafficTotals(
        days.stream().filter(day -> YearMonth.from(day.day()).equals(month)).toList());
  }

  /** Those from a day on. */
  public TrafficTotals since(LocalDate first) {
    return new TrafficTotals(days.stream().filter(day -> !day.day().isBefore(first)).toList());
  }

  /** Those of a kind of connection. */
  public TrafficTotals by(ConnectionKind connection) {
    return new TrafficTotals(days.stream().filter(day -> day.connection() == connection).toList());
  }

  /** All of it together. */
  public Bytes bytes() {
    return days.stream().map(TrafficDay::bytes).reduce(Bytes.NOTHING, Bytes::plus);
  }
}
