package dev.holdfast.kernel.app;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a package as a number: {@code major.minor.patch}, by which versions are ordered.
 */
public record VersionNumber(int major, int minor, int patch) implements Comparable<VersionNumber> {
  private static final String PART = "(0|[1-9][0-9]{0,8})";
  private static final Pattern FORM = Pattern.compile(PART + "\\." + PART + "\\." + PART);
  private static final Comparator<VersionNumber> ORDER =
      Comparator.comparingInt(VersionNumber::major)
          .thenComparingInt(VersionNumber::minor)
          .thenComparingInt(VersionNumber::patch);

  /** The version that a text names, empty if it names none. */
  public static Optional<VersionNumber> of(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new VersionNumber(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(VersionNumber other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + '.' + patch;
  }
}
