package dev.holdfast.device.store;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The streams that what is staged came in, numbered in their order.
 *
 * @param checkpoint where the first led to, whose number is 0
 * @param order the resync order that it is for, null if none
 * @param streams where the later ones led to, empty for those of which nothing is left; null if
 *     there was none
 */
record Begun(String checkpoint, @Nullable UUID order, @Nullable List<String> streams) {
  private static final String NAME = "staging";

  /** What is begun, empty if nothing is. */
  static Optional<Begun> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Begun.class);
  }

  /** A stream begins anew: nothing that is staged has lines. */
  static void anew(Connection connection, SyncHeader header) throws SQLException {
    Sql.update(connection, "UPDATE hf_staged SET stream = 0, late = NULL");
    Settings.put(connection, NAME, new Begun(header.checkpoint(), header.order(), null));
  }

  /** A stream goes on from those before. */
  void with(Connection connection, SyncHeader header, List<Staged> staged) throws SQLException {
    TreeSet<Integer> used = numbers(staged);
    List<String> known = new ArrayList<>();
    List<String> before = later();
    for (int i = 0; i < before.size() && !used.tailSet(i + 1).isEmpty(); i++) {
      known.add(used.contains(i + 1) ? before.get(i) : "");
    }
    known.add(header.checkpoint());
    Settings.put(connection, NAME, new Begun(checkpoint, order, known));
  }

  /** Nothing is begun any more. */
  static void forget(Connection connection) throws SQLException {
    Settings.remove(connection, NAME);
  }

  /** The number of the stream with this header, which came last. */
  int number(SyncHeader header) {
    return 1 + later().lastIndexOf(header.checkpoint());
  }

  /** The later streams that these buckets have lines of, in their order. */
  List<String> of(List<Staged> staged) {
    return numbers(staged).stream().filter(n -> n > 0).map(n -> later().get(n - 1)).toList();
  }

  /** What {@link #of} makes of the numbers: each is the place in that list, from 1. */
  static Map<Integer, Integer> renumbered(List<Staged> staged) {
    Map<Integer, Integer> places = new HashMap<>(Map.of(0, 0));
    for (int number : numbers(staged)) {
      places.putIfAbsent(number, places.size());
    }
    return places;
  }

  private List<String> later() {
    return streams == null ? List.of() : streams;
  }

  private static TreeSet<Integer> numbers(List<Staged> staged) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Staged bucket : staged) {
      numbers.add(bucket.place().stream());
      bucket.place().late().stream().map(Late::stream).forEach(numbers::add);
    }
    return numbers;
  }
}
