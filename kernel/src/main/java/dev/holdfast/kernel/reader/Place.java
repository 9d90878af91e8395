package dev.holdfast.kernel.reader;

/** A place in the document; line and column count from 1. */
record Place(int line, int column) {
  static final Place START = new Place(1, 1);

  /** The place of something inside a text that begins here. */
  Place inside(int innerLine, int innerColumn) {
    return innerLine == 1
        ? new Place(line, column + innerColumn - 1)
        : new Place(line + innerLine - 1, innerColumn);
  }
}
