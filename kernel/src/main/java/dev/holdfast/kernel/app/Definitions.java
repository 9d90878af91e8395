package dev.holdfast.kernel.app;

/**
 * Digests of definitions. Devices keep the rows of a unit as long as its digest stays the same, so
 * it covers what decides on the content of the rows and on who gets them, and nothing else.
 */
public final class Definitions {
  private Definitions() {}

  /**
   * The digest of a table or case type.
   *
   * @param definition the package
   * @param unit name of a table or case type of it
   * @return lower-case hexadecimal SHA-256
   * @throws IllegalArgumentException if the package has no such unit
   */
  public static String digest(ApplicationPackage definition, String unit) {
    throw new UnsupportedOperationException();
  }
}
