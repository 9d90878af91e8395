package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a device stores a column; in JSON in lower case. It follows from the column's type in
 * PostgreSQL and decides its form in a row of the stream.
 */
public enum ColumnType {
  /** {@code smallint}, {@code integer}, {@code bigint}: a JSON integer. */
  @JsonProperty("integer")
  INTEGER,
  /** {@code double precision}: a number in PostgreSQL's shortest form, or a string. */
  @JsonProperty("double")
  DOUBLE,
  /** {@code real}: the same, with the shortest form of single precision. */
  @JsonProperty("real")
  REAL,
  /** {@code boolean}: a JSON boolean. */
  @JsonProperty("boolean")
  BOOLEAN,
  /** {@code bytea}: a string, {@code \\x} and hexadecimal digits. */
  @JsonProperty("bytes")
  BYTES,
  /** Everything else: a string, PostgreSQL's text form. */
  @JsonProperty("text")
  TEXT
}
