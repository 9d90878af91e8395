package dev.holdfast.device.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Exported;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A queue that leaves a device in a file, or comes to one, with an attachment. */
final class QueueStories {
  private static final KeyProtection SECRET = CheapPassphrase.of("of the file");

  private QueueStories() {}

  static List<Story> all() {
    return List.of(new Export(), new Import());
  }

  private static Path file(Host host) {
    return host.store().resolve("queue");
  }

  /** Another device of the same user, which is not watched. */
  private static Holdfast other(Host host, long seed) {
    return Holdfast.at(host.store().resolveSibling(host.store().getFileName() + "-other-" + seed))
        .transport(host.journal())
        .clock(Device.CLOCK)
        .random(new Random(seed))
        .open(Device.key());
  }

  private static UUID record(Holdfast holdfast) {
    Attachment film =
        holdfast
            .attachments()
            .attach(new ByteArrayInputStream(SyncStories.film(1)), "film", "video/mp4");
    return holdfast.perform(SyncStories.planned(1), "record", Map.of("film", film)).action();
  }

  private static void beforeRecording(Host host) {
    SyncStories.withFilms(host);
    host.perform(SyncStories.planned(1), "arrive", Map.of());
    host.sync();
  }

  private static final class Export implements Story {
    private static final String EXPORTED = "exported";

    @Override
    public String name() {
      return "an export of the queue";
    }

    @Override
    public void before(Host host) {
      beforeRecording(host);
      host.promise("performed " + record(host.opened()));
    }

    @Override
    public void act(Host host) {
      host.open();
      assertThat(host.opened().exportQueue(file(host), SECRET))
          .isEqualTo(new Exported(1, 1, List.of()));
      host.promise(EXPORTED);
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      host.open();
      boolean isThere = Files.exists(file(host));
      assertThat(isThere || !promised.contains(EXPORTED)).as("the file is there").isTrue();
      if (isThere) {
        // There as a whole or not at all.
        try (Holdfast other = other(host, 97)) {
          other.signIn("https://peer.invalid", "alice", "secret", "other");
          assertThat(other.importQueue(file(host), SECRET).contents()).isEqualTo(1);
        }
      }
      return true;
    }
  }

  private static final class Import implements Story {
    @Override
    public String name() {
      return "an import of a queue";
    }

    @Override
    public void before(Host host) {
      beforeRecording(host);
      try (Holdfast other = other(host, 98)) {
        other.signIn("https://peer.invalid", "alice", "secret", "other");
        other.sync();
        record(other);
        other.exportQueue(file(host), SECRET);
      }
    }

    @Override
    public void act(Host host) {
      host.open();
      host.opened().importQueue(file(host), SECRET);
      host.opened().pending().forEach(action -> host.promise("performed " + action.action()));
    }
  }
}
