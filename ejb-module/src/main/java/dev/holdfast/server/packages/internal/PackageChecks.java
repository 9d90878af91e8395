package dev.holdfast.server.packages.internal;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.reader.CheckedPackage;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.packages.api.PackageChecking;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.stream.Stream;

/** Checks documents: by themselves, and against what this server knows. */
@Dependent
class PackageChecks {
  private final Event<PackageChecking> checking;

  @Inject
  PackageChecks(Event<PackageChecking> checking) {
    this.checking = checking;
  }

  /**
   * A document as a package, with all warnings by line.
   *
   * @throws RefusedException {@code INVALID_PACKAGE} with all findings
   */
  CheckedPackage check(String source) throws RefusedException {
    try {
      CheckedPackage checked = PackageReader.check(source);
      PackageChecking event = new PackageChecking(checked.logic().definition());
      checking.fire(event);
      return new CheckedPackage(
          checked.logic(),
          Stream.concat(checked.warnings().stream(), event.warnings().stream())
              .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
              .toList());
    } catch (PackageException e) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE,
          "The package has " + e.findings().size() + " error(s); nothing was activated.",
          e.findings());
    }
  }
}
