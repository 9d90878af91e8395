package dev.holdfast.kernel.app;

/**
 * One thing wrong with a package.
 *
 * @param line line in the document, from 1
 * @param column column in the line, from 1
 * @param path where in the document, for example {@code cases.inspection.actions.submit.when}
 * @param code stable code, for example {@code unknown-key}
 * @param message what is wrong and what to do
 */
public record Finding(int line, int column, String path, String code, String message) {

  /** The finding on one line, for people. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + path + ": " + message + " [" + code + ']';
  }
}
