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
  /** JSON string {@code HH:mm} or {@code HH:mm:ss}, {@link java.time.LocalTime}. */
  TIME,
  /** JSON string, ISO 8601 in UTC, {@link java.time.Instant}. */
  INSTANT,
  /** JSON string, one of the declared choices, {@link String}. */
  CHOICE,
  /** JSON array of distinct declared choices in declared order, {@link java.util.List} of texts. */
  CHOICES,
  /**
   * JSON string, {@link String}: the key of a row of an offline table with a single key column, or
   * the id of a case, a UUID in lower case.
   */
  REFERENCE,
  /**
   * JSON array of objects, {@link java.util.List} of {@link java.util.Map}: each has an {@code id},
   * a UUID in lower case that no other of the list has, and fields of its own in their forms.
   */
  RECORDS,
  /** JSON object, {@link Location}. */
  LOCATION,
  /** JSON object, {@link Attachment}. */
  ATTACHMENT
}
