package dev.holdfast.device.store;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A store that was made before keys were wrapped, with two actions on a case that are not sent. */
final class AgedStore implements AutoCloseable {
  static final KeyProtection PROTECTION = CheapPassphrase.of("correct horse");

  private final Device device = Device.alice(5);
  private final UUID caseId;
  private final List<PendingAction> pending;

  AgedStore() {
    device.peer().airport("AK", "ANC", "Anchorage");
    caseId = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().perform(caseId, "record", Map.of("condition", "good"));
    pending = device.holdfast().pending();
    device.holdfast().close();
    OldStores.age(device.store(), Device.key(), PROTECTION);
  }

  Path directory() {
    return device.store();
  }

  Path file() {
    return device.store().resolve(Database.FILE);
  }

  UUID caseId() {
    return caseId;
  }

  List<PendingAction> pending() {
    return pending;
  }

  /** As it is opened. */
  HoldfastBuilder store() {
    return Holdfast.at(device.store()).transport(device.peer()).clock(Device.CLOCK);
  }

  @Override
  public void close() {
    device.close();
  }
}
