package dev.holdfast.device.disk;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A device that does things, keeps in mind what it was promised, and what its user has seen. */
final class Host {
  /** The table and the case type of the peer's packages, all versions. */
  private static final List<String> VIEWS = List.of("airport", "inspection");

  static final KeyProtection PASSPHRASE = CheapPassphrase.of("correct horse");

  /** What a sync that has ended promises. */
  static final String SYNCED = "synced";

  private final Path store;
  private final Journal journal;
  private final Random random;
  private final Consumer<String> log;
  private final Set<String> promises = new HashSet<>();
  private final Set<String> seen;
  private KeyProtection protection = PASSPHRASE;
  private @Nullable Holdfast open;

  /**
   * A device.
   *
   * @param store where its store is
   * @param journal its peer
   * @param seed of its ids, another one for each device that the same peer knows
   * @param log told each promise
   * @param seen what users see is put there
   */
  Host(Path store, Journal journal, long seed, Consumer<String> log, Set<String> seen) {
    this.store = store;
    this.journal = journal;
    this.random = new Random(seed);
    this.log = log;
    this.seen = seen;
  }

  Path store() {
    return store;
  }

  Journal journal() {
    return journal;
  }

  HoldfastBuilder builder() {
    return Device.movingItsLog(Holdfast.at(store))
        .transport(journal)
        .clock(Device.CLOCK)
        .random(random)
        .sleeper(duration -> {});
  }

  /** Opens the store with the usual passphrase. */
  Holdfast open() {
    return open(PASSPHRASE);
  }

  /** Opens the store; whoever looks at it from then on is noticed. */
  Holdfast open(KeyProtection by) {
    close();
    Holdfast opened = builder().open(by);
    open = opened;
    protection = by;
    opened.watch(change -> look());
    look();
    return opened;
  }

  /** What opened it last. */
  KeyProtection protection() {
    return protection;
  }

  /** Signs in for the first time. */
  void signIn() {
    opened().signIn("https://peer.invalid", "alice", "secret", "test");
    promise("signed-in");
  }

  Holdfast opened() {
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  boolean isOpen() {
    return open != null;
  }

  void close() {
    if (open != null) {
      Holdfast closing = open;
      open = null;
      closing.close();
    }
  }

  Performed perform(UUID caseId, String action, Map<String, ?> fields) {
    Performed done = opened().perform(caseId, action, fields);
    promise("performed " + done.action());
    look();
    return done;
  }

  void sync() {
    opened().sync();
    look();
    promise(SYNCED);
  }

  void syncFrom(Path snapshot) {
    opened().syncFrom(snapshot);
    look();
    promise(SYNCED);
  }

  /** From now on this holds. */
  void promise(String text) {
    promises.add(text);
    log.accept(text);
  }

  Set<String> promises() {
    return promises;
  }

  /** What users have seen. */
  Set<String> seen() {
    return seen;
  }

  private void look() {
    if (open != null) {
      seen.add(view(open));
    }
  }

  /**
   * All rows of all tables and cases as an application sees them, but for what time makes of them.
   */
  static String view(Holdfast holdfast) {
    StringBuilder all = new StringBuilder();
    // Before the first sync there are none.
    if (holdfast.status().checkpoint()) {
      List<String> later = holdfast.status().notReceived();
      for (String view : VIEWS) {
        if (later.contains("airfield-inspection/" + view)) {
          all.append(view).append(" comes later");
          continue;
        }
        Set<String> rows = new TreeSet<>();
        List<Map<String, @Nullable Object>> found = holdfast.query("SELECT * FROM " + view);
        found.forEach(row -> row.remove("overdue"));
        found.forEach(row -> rows.add(row.toString()));
        all.append(view).append(rows);
      }
    }
    return all.toString();
  }
}
