package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.ApplicationPackage;

/**
 * An application package with its rules compiled and type-checked. Immutable and thread-safe; share
 * it.
 */
public final class CompiledPackage {
  private final ApplicationPackage definition;

  CompiledPackage(ApplicationPackage definition) {
    this.definition = definition;
  }

  /** The package. */
  public ApplicationPackage definition() {
    return definition;
  }
}
