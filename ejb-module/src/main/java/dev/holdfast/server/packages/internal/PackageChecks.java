package dev.holdfast.server.packages.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.casework.Succession;
import dev.holdfast.kernel.reader.CheckedPackage;
import dev.holdfast.kernel.reader.FindingPlace;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.packages.api.PackageChecking;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checks documents: by themselves, and against what this server knows. */
@Dependent
class PackageChecks {
  private final Event<PackageChecking> checking;
  private final PackageStore store;
  private final CompiledPackages compiled;

  @Inject
  PackageChecks(Event<PackageChecking> checking, PackageStore store, CompiledPackages compiled) {
    this.checking = checking;
    this.store = store;
    this.compiled = compiled;
  }

  /**
   * A document as a package, with all warnings by line.
   *
   * @throws RefusedException {@code INVALID_PACKAGE} with all findings
   */
  CheckedPackage check(String source) throws RefusedException {
    try {
      CheckedPackage checked = PackageReader.check(source);
      ApplicationPackage definition = checked.logic().definition();
      PackageChecking event = new PackageChecking(definition);
      checking.fire(event);
      return new CheckedPackage(
          checked.logic(),
          Stream.of(checked.warnings(), event.warnings(), ofSuccession(definition))
              .flatMap(List::stream)
              .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
              .toList());
    } catch (PackageException e) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE,
          "The package has " + e.findings().size() + " error(s); nothing was activated.",
          e.findings());
    }
  }

  /** What it does not say of the version in force. */
  private List<Finding> ofSuccession(ApplicationPackage definition) {
    String application = definition.application();
    return store
        .activeVersion(application)
        .flatMap(
            version ->
                compiled.get(
                    new CompiledPackages.Key(application, version),
                    () -> store.source(application, version)))
        .map(before -> Succession.warnings(before.definition(), definition))
        .orElse(List.of())
        .stream()
        .map(warning -> FindingPlace.in(definition.source(), warning))
        .toList();
  }
}
