package dev.holdfast.admin.shell;

import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an address, which people may have written. */
public final class AddressParts {
  private AddressParts() {}

  /** A text, null if there is none. */
  public static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * An id, null if there is none.
   *
   * @throws RefusedException {@code INVALID} if it is no id
   */
  public static @Nullable UUID id(@Nullable String value) throws RefusedException {
    UUID id = Ids.of(value);
    if (value != null && id == null) {
      throw new RefusedException(ErrorCode.INVALID, '"' + value + "\" is not an id.");
    }
    return id;
  }

  /**
   * An id that has to be there.
   *
   * @throws RefusedException {@code INVALID} if it is no id, or none
   */
  public static UUID requiredId(@Nullable String value) throws RefusedException {
    UUID id = id(value);
    if (id == null) {
      throw new RefusedException(ErrorCode.INVALID, "The address has no id.");
    }
    return id;
  }

  /**
   * When a day begins in the server's time zone, or the one some days after it; or a moment as it
   * stands; null if there is none.
   *
   * @throws RefusedException {@code INVALID} if it is neither, or not in the years 1 to 9999
   */
  public static @Nullable Instant start(@Nullable String day, int daysLater)
      throws RefusedException {
    try {
      if (day != null && day.indexOf('T') > 0) {
        return Instants.parse(day);
      }
      return day == null
          ? null
          : Instants.inCalendar(
              LocalDate.parse(day)
                  .plusDays(daysLater)
                  .atStartOfDay(ZoneId.systemDefault())
                  .toInstant());
    } catch (DateTimeException unreadable) {
      throw new RefusedException(
          ErrorCode.INVALID, '"' + day + "\" is not a day. Write it as 2026-11-23.");
    }
  }
}
