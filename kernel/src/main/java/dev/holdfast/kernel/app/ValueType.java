package dev.holdfast.kernel.app;

/** The type of a field or attribute value; the comment gives its form in JSON and in Java. */
public enum ValueType {
  /** JSON string, {@link String}. */
  TEXT,
  /** JSON integer, {@link Long}. */
  INTEGER,
  /** JSON string in plain decimal notation, {@link java.math.BigDecimal}. */
  DECIMAL,
  /** JSON boolean, {@link Boolean}. */
  BOOLEAN,
  /** JSON string {@code yyyy-MM-dd}, {@link java.time.LocalDate}. */
  DATE,
  /** JSON string, ISO 8601 in UTC, {@link java.time.Instant}. */
  INSTANT,
  /** JSON string, one of the declared choices, {@link String}. */
  CHOICE,
  /** JSON string: the key of a row of an offline table with a single key column, {@link String}. */
  REFERENCE
}
