package dev.holdfast.server.platform.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, as the header {@code Range} asks for it (RFC 9110, section 14).
 *
 * @param from first byte
 * @param to byte after the last one
 */
public record ByteRange(long from, long to) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

  /**
   * Reads the header. Several ranges, other units and what can't be read are ignored, as the
   * standard wants it; so is a range of another version than the one there is.
   *
   * @param range the header {@code Range}, null if there is none
   * @param ifRange the header {@code If-Range}, null if there is none
   * @param tag the answer's entity tag, with quotes
   * @param length the answer's length
   * @return empty if all of it is asked for
   * @throws RefusedException {@code RANGE_NOT_SATISFIABLE} if no byte is in the range
   */
  public static Optional<ByteRange> of(
      @Nullable String range, @Nullable String ifRange, String tag, long length)
      throws RefusedException {
    Matcher single = SINGLE.matcher(range == null ? "" : range.strip());
    if (!single.matches() || ifRange != null && !ifRange.strip().equals(tag)) {
      return Optional.empty();
    }
    String first = single.group(1);
    String last = single.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    long from = first.isEmpty() ? Math.max(0, length - number(last)) : number(first);
    long to = first.isEmpty() || last.isEmpty() ? length : Math.min(length, number(last) + 1);
    if (!first.isEmpty() && !last.isEmpty() && number(last) < from) {
      return Optional.empty();
    }
    if (from >= length) {
      throw new RefusedException(ErrorCode.RANGE_NOT_SATISFIABLE, "It has " + length + " bytes.");
    }
    return Optional.of(new ByteRange(from, to));
  }

  /** The part of an answer that is in memory. */
  public byte[] of(byte[] answer) {
    return Arrays.copyOfRange(answer, Math.toIntExact(from), Math.toIntExact(to));
  }

  /** The header {@code Content-Range}. */
  public String contentRange(long length) {
    return "bytes " + from + '-' + (to - 1) + '/' + length;
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }
}
