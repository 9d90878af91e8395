package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;

/** Reads application packages. The format is described in {@code docs/reference/package.md}. */
public final class PackageReader {
  /** Longest document that is read, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024 * 1024;

  private PackageReader() {}

  /**
   * Reads and checks a package.
   *
   * @param yaml the document
   * @return the package, fully checked
   * @throws PackageException if anything at all is wrong with it, with every finding
   */
  public static ApplicationPackage read(String yaml) throws PackageException {
    throw new UnsupportedOperationException();
  }
}
