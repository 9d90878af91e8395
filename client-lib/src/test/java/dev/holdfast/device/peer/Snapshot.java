package dev.holdfast.device.peer;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which transactions a checkpoint sees: all up to {@code newest} but those still running.
 *
 * @param newest newest transaction that had begun
 * @param running transactions that had not committed
 */
record Snapshot(long newest, Set<Long> running) {
  static final Snapshot NOTHING = new Snapshot(0, Set.of());

  boolean sees(long transaction) {
    return transaction <= newest && !running.contains(transaction);
  }

  String text() {
    return newest
        + ":"
        + new TreeSet<>(running).stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static Snapshot parse(String text) {
    int colon = text.indexOf(':');
    String running = text.substring(colon + 1);
    return new Snapshot(
        Long.parseLong(text.substring(0, colon)),
        running.isEmpty()
            ? Set.of()
            : Arrays.stream(running.split(",")).map(Long::valueOf).collect(Collectors.toSet()));
  }
}
