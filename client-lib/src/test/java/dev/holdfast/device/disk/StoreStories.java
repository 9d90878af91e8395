package dev.holdfast.device.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.OldStores;
import dev.holdfast.device.store.Version2;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of whole stores. */
final class StoreStories {
  private static final int PAGE_BYTES = 4096;

  /** Of old stores: what those make of a passphrase takes long. */
  private static final KeyProtection SECRET = Device.key();

  private StoreStories() {}

  static List<Story> all() {
    return List.of(new Upgrade(), new Encryption(), new Passphrase(), new Wipe(), new Damage());
  }

  private static void work(Host host) {
    SyncStories.synced(host);
    host.perform(SyncStories.planned(1), "arrive", Map.of());
    host.perform(SyncStories.planned(1), "record", Map.of("condition", "good"));
    host.close();
  }

  private static final class Upgrade implements Story {
    @Override
    public String name() {
      return "the upgrade of a store of version 2";
    }

    @Override
    public void before(Host host) {
      work(host);
      try {
        Path old = Files.createDirectory(host.store().resolveSibling("version-2"));
        Version2.write(host.store(), Host.PASSPHRASE, old, SECRET);
        Version2.replace(host.store(), old);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void act(Host host) {
      host.open(SECRET);
      host.sync();
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      host.open(SECRET);
      return true;
    }
  }

  private static final class Encryption implements Story {
    @Override
    public String name() {
      return "the encryption anew of an old store";
    }

    @Override
    public void before(Host host) {
      work(host);
      OldStores.age(host.store(), Host.PASSPHRASE, SECRET);
    }

    @Override
    public void act(Host host) {
      host.open(SECRET);
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      host.open(SECRET);
      return true;
    }
  }

  private static final class Passphrase implements Story {
    private static final KeyProtection NEXT = CheapPassphrase.of("battery staple");
    private static final String CHANGED = "changed";

    @Override
    public String name() {
      return "a change of the passphrase";
    }

    @Override
    public void before(Host host) {
      work(host);
    }

    @Override
    public void act(Host host) {
      host.builder().changeProtection(Host.PASSPHRASE, NEXT);
      host.promise(CHANGED);
      host.open(NEXT);
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      try {
        host.open(NEXT);
      } catch (WrongPassphraseException e) {
        assertThat(promised).as("the new passphrase").doesNotContain(CHANGED);
        host.open(Host.PASSPHRASE);
      }
      return true;
    }
  }

  private static final class Wipe implements Story {
    private static final String WIPED = "wiped";

    @Override
    public String name() {
      return "an order to wipe";
    }

    @Override
    public void before(Host host) {
      work(host);
      host.journal().change(peer -> peer.refuse("device-wiped"));
    }

    @Override
    public void act(Host host) {
      host.open();
      converge(host);
      host.promise(WIPED);
    }

    @Override
    public void converge(Host host) {
      try {
        host.opened().sync();
      } catch (NotSignedInException e) {
        assertThat(e).hasMessageContaining("erased");
        host.close();
        isGone(host.store());
        return;
      }
      throw new AssertionError("the order was not obeyed");
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      try {
        host.open();
        assertThat(promised).as("a store that was erased").doesNotContain(WIPED);
        return true;
      } catch (StoreException e) {
        assertThat(e.reason()).isEqualTo(StoreException.Reason.WIPED);
        isGone(host.store());
        return false;
      }
    }

    @Override
    public boolean goesOn() {
      return false;
    }

    private static void isGone(Path store) {
      try (Stream<Path> files = Files.list(store)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .isSubsetOf("wiped", "open.lock", "sync.lock");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Damage implements Story {
    private static final String REPAIRED = "repaired";

    @Override
    public String name() {
      return "the repair of a damaged store";
    }

    @Override
    public void before(Host host) {
      work(host);
      List<Long> pages = Stored.firstPages(host.store(), Host.PASSPHRASE, "hf_bucket");
      try (RandomAccessFile file =
          new RandomAccessFile(host.store().resolve("holdfast.db").toFile(), "rw")) {
        for (long page : pages) {
          file.seek((page - 1) * PAGE_BYTES);
          file.write(new byte[PAGE_BYTES]);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void act(Host host) {
      host.builder().repair(Host.PASSPHRASE);
      host.promise(REPAIRED);
      host.open();
      host.sync();
    }

    @Override
    public boolean reopen(Host host, Set<String> promised) {
      if (!promised.contains(REPAIRED)) {
        host.builder().repair(Host.PASSPHRASE);
      }
      host.open();
      return true;
    }
  }
}
