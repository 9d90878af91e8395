package dev.holdfast.kernel.casework;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that both sides changed, and the ways to make one value of it.
 *
 * @param base value that both began with, null if none
 * @param mine value of the action
 * @param theirs value on the server
 */
record Sides(@Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {

  /**
   * The server's text and what the device added to the base; the device's whole text if it did more
   * than add. Who removed a text has nothing to append.
   */
  @Nullable Object appended() {
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    String text = (String) mine;
    String added = base == null ? text : withoutPrefix(text, (String) base);
    return theirs + "\n" + added;
  }

  /**
   * The greater or lesser value; a value is more than none.
   *
   * @param sign 1 for the greater, -1 for the lesser
   */
  @Nullable Object extreme(int sign) {
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    return compare(mine, theirs) * sign >= 0 ? mine : theirs;
  }

  /**
   * The server's number plus the device's change; none counts as zero.
   *
   * @throws ArithmeticException if the sum is too large
   */
  Object added() {
    if (mine instanceof BigDecimal || theirs instanceof BigDecimal) {
      return decimal(theirs).add(decimal(mine)).subtract(decimal(base));
    }
    return Math.addExact(whole(theirs), Math.subtractExact(whole(mine), whole(base)));
  }

  /**
   * What either side has chosen.
   *
   * @param declared all choices in order
   */
  Object united(List<String> declared) {
    Set<String> chosen = new LinkedHashSet<>(declared);
    chosen.retainAll(union());
    chosen.addAll(union());
    return List.copyOf(chosen);
  }

  private Set<String> union() {
    Set<String> union = new LinkedHashSet<>();
    for (Object side : Arrays.asList(theirs, mine)) {
      if (side != null) {
        ((List<?>) side).forEach(choice -> union.add((String) choice));
      }
    }
    return union;
  }

  private static String withoutPrefix(String text, String prefix) {
    if (!text.startsWith(prefix)) {
      return text;
    }
    String rest = text.substring(prefix.length());
    return rest.startsWith("\n") ? rest.substring(1) : rest;
  }

  @SuppressWarnings("unchecked") // values of one field are of one class, else ClassCastException
  private static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  private static long whole(@Nullable Object value) {
    return value == null ? 0 : (Long) value;
  }

  private static BigDecimal decimal(@Nullable Object value) {
    return value == null ? BigDecimal.ZERO : (BigDecimal) value;
  }
}
