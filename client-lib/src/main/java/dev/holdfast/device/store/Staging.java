package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a sync has received and not yet switched to; the rules are in the protocol's "Resume". */
public final class Staging {
  private static final String ANEW = "anew";

  private Staging() {}

  /**
   * The request that gets the rest.
   *
   * @param segments encodings in which to take segments, empty for none
   * @param comparisons the sync's comparisons
   */
  public static SyncRequest request(
      Connection connection, int pending, List<String> segments, Comparisons comparisons)
      throws SQLException {
    Suspects suspects = Suspects.of(connection);
    List<Held> held = Held.all(connection);
    List<Staged> staged = Staged.all(connection);
    Map<String, String> trusted = new HashMap<>();
    for (Held bucket : held) {
      if (!suspects.contains(bucket.name())) {
        trusted.put(bucket.name(), bucket.definition());
      }
    }
    String checkpoint = Checkpoint.of(connection).map(Checkpoint::value).orElse(null);
    Optional<Begun> head = Begun.of(connection);
    Set<Long> unfinished = Segments.unfinished(connection);
    SyncRequest request =
        new SyncRequest(
            SyncHeader.PROTOCOL,
            checkpoint,
            trusted,
            head.map(begun -> progress(begun, staged, suspects, unfinished)).orElse(null),
            pending,
            // What has to be healed comes as lines: should a segment be wrong, it would be again.
            suspects.whole().isEmpty() ? segments : List.of());
    Map<String, Staged> byName =
        staged.stream().collect(Collectors.toMap(Staged::name, Function.identity()));
    List<Held> compared =
        held.stream()
            .filter(bucket -> suspects.contains(bucket.name()))
            .filter(bucket -> !suspects.whole().contains(bucket.name()))
            .filter(bucket -> isToCompare(byName.get(bucket.name())))
            .toList();
    return request.comparing(comparisons.compare(connection, compared, byName));
  }

  /** What comes whole instead, or is a patch that has come, goes on as that. */
  private static boolean isToCompare(@Nullable Staged staged) {
    return staged == null || !staged.heals();
  }

  private static SyncRequest.Staging progress(
      Begun head, List<Staged> staged, Suspects suspects, Set<Long> unfinished) {
    List<Staged> told =
        staged.stream()
            .filter(bucket -> suspects.allow(bucket) && !unfinished.contains(bucket.generation()))
            .toList();
    Map<Integer, Integer> numbers = Begun.renumbered(told);
    Map<String, SyncRequest.StagedBucket> buckets = new HashMap<>();
    told.forEach(bucket -> buckets.put(bucket.name(), bucket.progress(numbers)));
    List<String> streams = head.of(told);
    return new SyncRequest.Staging(
        head.checkpoint(), head.order(), buckets, streams.isEmpty() ? null : streams);
  }

  /**
   * Takes a stream's header: discards what the stream does not go on from. A patch that is not
   * complete is compared anew with each request, so it goes on whatever the stream begins with.
   *
   * @return whether the stream can be used; if not, held buckets have other column types than the
   *     server now, and have to be asked for whole
   */
  public static boolean begin(Connection connection, SyncHeader header) throws SQLException {
    Set<Long> unfinished = Segments.unfinished(connection);
    List<String> later = HeldLater.of(header);
    Optional<Begun> before = Begun.of(connection);
    boolean begun = before.isPresent();
    for (Staged staged : Staged.all(connection)) {
      // Without a staging nothing is there but parts of what came later, which the server need not
      // know of: segments are named by their content.
      boolean aside = unfinished.contains(staged.generation());
      boolean goesOn = header.resumed() || staged.isPatching() || !begun && aside;
      if (!goesOn
          || !staged.definition().equals(header.buckets().get(staged.name()))
          || later.contains(staged.name()) && !aside) {
        staged.discard(connection);
      }
    }
    if (header.resumed() && before.isPresent()) {
      before.get().with(connection, header, Staged.all(connection));
    } else {
      Begun.anew(connection, header);
    }
    Set<String> whole = Suspects.of(connection).whole();
    List<String> stalled = HeldStalls.of(connection);
    boolean usable = true;
    for (Held bucket : Held.all(connection)) {
      Unit unit = Units.byId(connection, bucket.unit());
      if (bucket.definition().equals(header.buckets().get(bucket.name()))
          && !unit.types().equals(header.tables().get(unit.application() + '/' + unit.name()))
          && !HeldStalls.concern(stalled, bucket.name())
          && !whole.contains(bucket.name())) {
        Suspects.add(connection, bucket.name(), true, true);
        usable = false;
      }
    }
    return usable;
  }

  /**
   * Whether everything that a stream's header names is held or staged, so that it can be switched
   * to.
   *
   * @param inSegments buckets of which the stream named segments, also none as yet: what is held of
   *     them is not what the stream leads to
   * @return false if something has to be asked for again: what came in segments, or has to come
   *     whole because its digest was wrong
   * @throws SyncFailedException if the server ended the stream without something
   */
  public static boolean isComplete(Connection connection, SyncHeader header, Set<String> inSegments)
      throws SQLException {
    Suspects suspects = Suspects.of(connection);
    List<String> stalled = HeldStalls.of(connection);
    Map<String, String> complete = new HashMap<>();
    boolean sameHistory =
        Checkpoint.of(connection).filter(c -> c.epoch().equals(header.epoch())).isPresent();
    for (Held held : Held.all(connection)) {
      boolean counts = sameHistory || HeldStalls.concern(stalled, held.name());
      boolean comes = suspects.contains(held.name()) || inSegments.contains(held.name());
      if (counts && !comes) {
        complete.put(held.name(), held.definition());
      }
    }
    for (Staged staged : Staged.all(connection)) {
      if (staged.complete() && suspects.allow(staged)) {
        complete.put(staged.name(), staged.definition());
      } else if (!HeldStalls.concern(stalled, staged.name())) {
        complete.remove(staged.name());
      }
    }
    boolean all = true;
    List<String> later = HeldLater.of(header);
    for (Map.Entry<String, String> bucket : header.buckets().entrySet()) {
      if (!later.contains(bucket.getKey())
          && !bucket.getValue().equals(complete.get(bucket.getKey()))) {
        if (!suspects.contains(bucket.getKey()) && !inSegments.contains(bucket.getKey())) {
          throw new SyncFailedException(
              "The server's stream ended without bucket " + bucket.getKey() + '.', null);
        }
        all = false;
      }
    }
    return all;
  }

  /** The held checkpoint does not count for the server any more. */
  static void anew(Connection connection) throws SQLException {
    Settings.put(connection, ANEW, true);
  }

  /**
   * Whether the server may have lost what it had, so that the staged checkpoint is one of another
   * history than the held one.
   */
  public static boolean isAnew(Connection connection, SyncHeader header) throws SQLException {
    Optional<Checkpoint> held = Checkpoint.of(connection);
    return held.isPresent()
        && (!held.get().epoch().equals(header.epoch())
            || Settings.get(connection, ANEW, Boolean.class).isPresent());
  }

  /** Buckets that are not named as held, because they are damaged. */
  public static Set<String> suspects(Connection connection) throws SQLException {
    return Suspects.of(connection).all();
  }

  /**
   * Whether a stream has to be left alone: it brings nothing, or would take from the device what it
   * holds and has to be healed.
   */
  public static boolean waits(Connection connection, SyncHeader header) throws SQLException {
    if (header.saysWait()) {
      return true;
    }
    for (String name : HeldLater.of(header)) {
      if (Held.find(connection, name).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts a large download down. If there is nothing but parts of it, no staging is left, so that
   * the server need not be told of one: it answers the next request as that of a device that is
   * idle. What an order has begun stays one.
   */
  public static void putDown(Connection connection) throws SQLException {
    Set<Long> unfinished = Segments.unfinished(connection);
    boolean onlyParts =
        Staged.all(connection).stream().allMatch(s -> unfinished.contains(s.generation()));
    Optional<Begun> head = Begun.of(connection);
    if (onlyParts && head.filter(begun -> begun.order() == null).isPresent()) {
      Begun.forget(connection);
    }
  }

  /**
   * Forgets all of it after the switch, but for held buckets that were found damaged only while the
   * stream came, and for parts of what comes later.
   */
  static void clear(Connection connection, List<String> later) throws SQLException {
    boolean none = true;
    for (Staged staged : Staged.all(connection)) {
      if (later.contains(staged.name())) {
        none = false;
      } else {
        staged.discard(connection);
      }
    }
    Sql.update(connection, "DELETE FROM hf_suspect WHERE name NOT IN (SELECT name FROM hf_bucket)");
    if (none) {
      Tail.forget(connection);
    }
    Settings.remove(connection, ANEW);
    Begun.forget(connection);
  }
}
