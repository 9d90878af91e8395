package dev.holdfast.device.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A story as it went on a disk that did not fail.
 *
 * @param story what it is of
 * @param before the store before it
 * @param operations all that was done to the disk, in the order in which it took effect
 * @param journal what happened to the peer
 * @param events how much of that happened before
 * @param promises what had been promised before
 * @param seen all that users ever saw
 */
record Recording(
    Story story,
    Image before,
    List<Operation> operations,
    Journal journal,
    int events,
    Set<String> promises,
    Set<String> seen) {
  private static final long SEED = 1;

  /** Plays a story in an empty directory. */
  static Recording of(Story story, Disk disk, Path directory) throws IOException {
    Path store = Files.createDirectories(directory.resolve("store"));
    Path log = directory.resolve("log");
    Journal journal = new Journal(disk::say);
    Host host = new Host(store, journal, SEED, disk::say, new HashSet<>());
    story.before(host);
    host.close();
    Image before = Image.of(store);
    int events = journal.events();
    Set<String> promises = Set.copyOf(host.promises());
    disk.record(log, store);
    try {
      story.act(host);
      host.close();
    } finally {
      disk.stop();
    }
    return new Recording(
        story, before, Operation.read(log, store), journal, events, promises, host.seen());
  }

  /** Where the recording stands: what had happened up to an operation. */
  final class Moment {
    private final Set<String> promised = new HashSet<>(promises);
    private int happened = events;

    void pass(Operation operation) {
      if (operation instanceof Operation.Said said) {
        if (said.text().equals(Journal.EVENT)) {
          happened++;
        } else {
          promised.add(said.text());
        }
      }
    }

    Set<String> promised() {
      return promised;
    }

    int happened() {
      return happened;
    }
  }

  /**
   * The device as it begins the story once more, with a peer that knows nothing of the first time.
   */
  Host again(Path store) throws IOException {
    Host host = new Host(store, journal.at(events), SEED, text -> {}, new HashSet<>());
    host.promises().addAll(promises);
    before.write(store, new java.util.Random(SEED));
    return host;
  }
}
