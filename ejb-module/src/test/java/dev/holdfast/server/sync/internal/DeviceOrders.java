package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.ResyncDirectory;
import dev.holdfast.server.sync.api.ResyncDirectory.Standing;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The resync orders of one device, in memory. */
final class DeviceOrders implements ResyncDirectory {
  private List<Standing> standing = List.of();
  private List<UUID> begun = List.of();
  private @Nullable UUID header;

  /** What it has yet to fulfil, begun as the last stream began it. */
  void order(UUID... orders) {
    standing =
        Arrays.stream(orders)
            .map(order -> new Standing(order, begun.contains(order) ? header : null))
            .toList();
  }

  /** What the last stream is to fulfil. */
  List<UUID> begun() {
    return begun;
  }

  @Override
  public List<Standing> standing(UUID id, Sql sql) {
    return standing;
  }

  @Override
  public void running(UUID named, Collection<UUID> orders, UUID on, long rowsExpected) {
    header = named;
    begun = List.copyOf(orders);
  }

  @Override
  public void sent(UUID on, long rows) {}

  @Override
  public void done(UUID id, UUID on, long rows) {}

  @Override
  public void failed(UUID id, UUID on, String error) {}
}
