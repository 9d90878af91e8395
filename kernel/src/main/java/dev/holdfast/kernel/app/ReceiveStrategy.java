package dev.holdfast.kernel.app;

/** How a device receives an offline table. */
public enum ReceiveStrategy {
  /** Changed rows, from capture. */
  CHANGES,
  /** Changed rows, found by comparing hashes of rows; for sources that can't have triggers. */
  ROWS,
  /** The whole table when its hash differs; for small tables. */
  TABLE
}
