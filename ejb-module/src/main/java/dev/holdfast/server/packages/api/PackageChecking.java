package dev.holdfast.server.packages.api;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * CDI event, fired when a package without errors is checked. Observers change nothing and warn of
 * what they know of the world that will not work in the field.
 */
public final class PackageChecking {
  private final ApplicationPackage definition;
  private final List<Finding> warnings = new ArrayList<>();

  /**
   * Creates the event.
   *
   * @param definition the package
   */
  public PackageChecking(ApplicationPackage definition) {
    this.definition = definition;
  }

  /** The package. */
  public ApplicationPackage definition() {
    return definition;
  }

  /**
   * Warns the package's author.
   *
   * @param warning what is to be expected and what to do
   */
  public void warn(Finding warning) {
    warnings.add(warning);
  }

  /** What observers have warned of so far. */
  public List<Finding> warnings() {
    return List.copyOf(warnings);
  }
}
