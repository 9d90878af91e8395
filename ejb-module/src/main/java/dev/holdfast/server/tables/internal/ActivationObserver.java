package dev.holdfast.server.tables.internal;

import dev.holdfast.server.packages.api.PackageActivating;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Puts capture in order for a package that is being activated, in the same transaction. */
@Dependent
class ActivationObserver {
  private final CaptureKeeper keeper;

  @Inject
  ActivationObserver(CaptureKeeper keeper) {
    this.keeper = keeper;
  }

  void prepare(@Observes PackageActivating event) {
    keeper.keep(event.logic().definition()).forEach(event::refuse);
  }
}
