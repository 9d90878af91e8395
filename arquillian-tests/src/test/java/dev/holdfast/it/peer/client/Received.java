package dev.holdfast.it.peer.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync brought.
 *
 * @param kind {@code full}, {@code delta} or {@code none}
 * @param order the resync order that it fulfilled, null if none
 * @param rows lines of rows in its streams, without those of segments
 * @param healed buckets that were not what the server has, and are now
 */
public record Received(String kind, @Nullable String order, long rows, List<String> healed) {
  static final Received NOTHING = new Received("none", null, 0, List.of());
}
