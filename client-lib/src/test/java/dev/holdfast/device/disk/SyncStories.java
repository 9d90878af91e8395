package dev.holdfast.device.disk;

import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Work and syncs. */
final class SyncStories {
  private static final int FEW = 6;
  private static final int MANY = 220;
  private static final int FILM_BYTES = 150_000;

  private SyncStories() {}

  /** A story in which a store is opened and something is done. */
  private record Plain(String name, Consumer<Host> beginning, Consumer<Host> middle)
      implements Story {
    @Override
    public void before(Host host) {
      beginning.accept(host);
    }

    @Override
    public void act(Host host) {
      host.open();
      middle.accept(host);
      host.close();
    }
  }

  /** A store of which rows are damaged. */
  private static final class Heal implements Story {
    @Override
    public String name() {
      return "a delta and a heal";
    }

    @Override
    public void before(Host host) {
      damaged(host);
    }

    @Override
    public void act(Host host) {
      host.open();
      host.sync();
      host.close();
    }

    @Override
    public boolean matches(Set<String> promised) {
      return promised.contains(Host.SYNCED);
    }
  }

  static List<Story> all() {
    return List.of(
        new Plain("a new store", SyncStories::world, SyncStories::first),
        new Plain("work", SyncStories::synced, SyncStories::work),
        new Plain("an upload", SyncStories::worked, Host::sync),
        new Plain("a full sync in segments", SyncStories::inSegments, Host::sync),
        new Plain("a full sync in portions", SyncStories::inPortions, Host::sync),
        new Plain(
            "a full sync from a snapshot file",
            SyncStories::withFile,
            host -> host.syncFrom(snapshot(host))),
        new Heal(),
        new Plain("a resync order", SyncStories::ordered, Host::sync),
        new Plain("another version of the logic", SyncStories::evolved, Host::sync),
        new Plain("an attachment", SyncStories::withFilms, SyncStories::attach));
  }

  /** Airports and three cases. */
  static void world(Host host) {
    airports(host, FEW);
    for (int i = 0; i < 3; i++) {
      String site = "A" + i;
      host.journal().change(peer -> peer.planned("AK", site, "alice"));
    }
  }

  private static void airports(Host host, int count) {
    for (int i = 0; i < count; i++) {
      String code = "A" + i;
      host.journal().change(peer -> peer.airport("AK", code, "Airport " + code));
    }
  }

  static UUID planned(int number) {
    return new UUID(1, number);
  }

  private static void first(Host host) {
    host.signIn();
    host.sync();
  }

  /** A device that has everything. */
  static void synced(Host host) {
    world(host);
    host.open();
    host.signIn();
    host.sync();
  }

  private static void work(Host host) {
    host.perform(planned(1), "arrive", Map.of());
    host.perform(planned(1), "record", Map.of("condition", "good", "findings", "x".repeat(3000)));
    host.perform(planned(3), "arrive", Map.of());
    host.perform(planned(2), "arrive", Map.of());
  }

  /** A device with a queue, an action of which is too late. */
  static void worked(Host host) {
    synced(host);
    work(host);
    host.journal().change(peer -> peer.complete(planned(2)));
    host.journal().change(peer -> peer.elsewhere(planned(3), "defects", 4L));
  }

  private static void inSegments(Host host) {
    world(host);
    airports(host, MANY);
    host.journal().change(peer -> peer.segments().ofRows(50));
    host.open();
    host.signIn();
  }

  private static void inPortions(Host host) {
    inSegments(host);
    host.journal().change(peer -> peer.large(100));
  }

  private static void withFile(Host host) {
    inSegments(host);
    Path file = snapshot(host);
    host.journal().change(peer -> peer.snapshot(file, Peer.alice()));
  }

  private static Path snapshot(Host host) {
    return host.store().resolve("snapshot");
  }

  private static void damaged(Host host) {
    world(host);
    airports(host, MANY);
    host.open();
    host.signIn();
    host.sync();
    host.close();
    Stored.tamper(
        host.store(),
        Host.PASSPHRASE,
        "airport",
        "UPDATE %s SET c1 = 'wrong' WHERE _key LIKE '%%7%%'");
    host.open();
    host.opened().verify();
    host.promises().remove(Host.SYNCED);
    host.journal()
        .change(
            peer -> {
              peer.airport("AK", "A1", "Renamed");
              peer.airport("AK", "A2", null);
              peer.elsewhere(planned(1), "defects", 2L);
            });
  }

  private static void ordered(Host host) {
    synced(host);
    work(host);
    airports(host, MANY);
    host.journal().change(peer -> peer.segments().ofRows(50));
    host.journal().change(Peer::orderResync);
  }

  /** A device whose cases have films, one of which comes by itself. */
  static void withFilms(Host host) {
    host.journal()
        .change(
            peer ->
                peer.deploy(
                    Peer.demo()
                        .replaceAll(
                            "( *)(defects: .*)\\R",
                            "$1$2\n$1film: {type: attachment, fetch: eager}\n")
                        .replace("version: 1.0.0", "version: 1.1.0")
                        .replace("findings, defects]", "findings, defects, film]")));
    synced(host);
    host.journal()
        .change(
            peer ->
                peer.elsewhere(
                    planned(2),
                    "film",
                    new Attachment(peer.contents().put(film(2)), "film", "video/mp4", FILM_BYTES)));
  }

  static byte[] film(long seed) {
    byte[] film = new byte[FILM_BYTES];
    new Random(seed).nextBytes(film);
    return film;
  }

  private static void attach(Host host) {
    Attachment film =
        host.opened().attachments().attach(new ByteArrayInputStream(film(1)), "film", "video/mp4");
    host.perform(planned(1), "arrive", Map.of());
    host.perform(planned(1), "record", Map.of("film", film));
    host.sync();
  }

  private static void evolved(Host host) {
    synced(host);
    host.perform(planned(1), "arrive", Map.of());
    host.perform(planned(1), "record", Map.of("condition", "good"));
    host.journal().change(peer -> peer.deploy(Peer.evolved()));
  }
}
