package dev.holdfast.kernel.digest;

/** PostgreSQL's text form of {@code float8}, which rows carry and their hashes cover. */
public final class PostgresDouble {
  private PostgresDouble() {}

  /**
   * The text that PostgreSQL gives for a double precision value: the shortest digits that read back
   * as the same number, {@code NaN}, {@code Infinity} or {@code -Infinity}.
   */
  public static String toText(double value) {
    throw new UnsupportedOperationException();
  }
}
