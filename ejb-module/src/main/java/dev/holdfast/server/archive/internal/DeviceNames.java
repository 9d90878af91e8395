package dev.holdfast.server.archive.internal;

import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.identity.api.Directory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the devices of entries are called. */
final class DeviceNames {
  private DeviceNames() {}

  /** By device; one that is gone is left out. */
  static Map<UUID, String> of(Directory directory, List<ChainedEntry> entries) {
    return directory.deviceNames(
        entries.stream()
            .map(ChainedEntry::entry)
            .map(HistoryEntry::device)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }
}
