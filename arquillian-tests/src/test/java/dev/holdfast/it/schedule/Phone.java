package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.it.server.SkewedClock;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A device with the real library and store, whose connection, process and clock fail. */
final class Phone implements AutoCloseable {
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(50);
  private static final List<ConnectionKind> CONNECTIONS =
      List.of(
          ConnectionKind.UNMETERED,
          ConnectionKind.UNMETERED,
          ConnectionKind.UNKNOWN,
          ConnectionKind.METERED,
          ConnectionKind.METERED,
          ConnectionKind.METERED,
          ConnectionKind.NONE);

  private final Path root;
  private final TestUser user;
  private final String name;
  private final SkewedClock clock = new SkewedClock();
  private final WireLog log = new WireLog();
  private final Tale tale;
  private final Set<UUID> performed = new HashSet<>();
  private final List<FlakyTransport> dead = new ArrayList<>();
  private Path store;
  private int images;
  private volatile ConnectionKind connection = ConnectionKind.UNKNOWN;
  private volatile @Nullable ConnectionKind becomes;
  private FlakyTransport transport;
  private Holdfast holdfast;

  Phone(TestUser user, String name, Tale tale) {
    this.tale = tale;
    try {
      this.root = Files.createTempDirectory("holdfast-phone");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.user = user;
    this.name = name;
    this.store = root.resolve("store");
    this.transport = transport();
    this.holdfast = open();
    holdfast.signIn(TestServer.api().toString(), user.name(), user.password(), name);
  }

  Holdfast holdfast() {
    return holdfast;
  }

  TestUser user() {
    return user;
  }

  WireLog log() {
    return log;
  }

  SkewedClock clock() {
    return clock;
  }

  /** Actions that were performed here and not taken back. */
  Set<UUID> performed() {
    return performed;
  }

  Path store() {
    return store;
  }

  UUID id() {
    UUID id = holdfast.status().device();
    if (id == null) {
      throw new AssertionError(name + " has forgotten who it is");
    }
    return id;
  }

  /**
   * Syncs while something goes wrong; whoever looks sees whole checkpoints only.
   *
   * @param away whether the server may be away besides
   */
  void sync(Fault fault, Random random, boolean away) {
    boolean polls = random.nextInt(3) == 0;
    connection = CONNECTIONS.get(random.nextInt(CONNECTIONS.size()));
    becomes = random.nextInt(3) == 0 ? CONNECTIONS.get(random.nextInt(CONNECTIONS.size())) : null;
    boolean anyCost = random.nextInt(5) == 0;
    tale.tell(
        "  %s %s%s, %s, then %s, with %s",
        this,
        polls ? "polls" : "syncs",
        anyCost ? " whatever it costs" : "",
        connection,
        becomes,
        fault);
    transport.plan(fault, polls);
    boolean died = false;
    try (Looker looker = new Looker(holdfast)) {
      SyncResult result = anyCost ? holdfast.syncWhateverItCosts() : holdfast.sync();
      tell(result);
      if (result.putOff().what() == PutOff.What.NOTHING) {
        assertThat(holdfast.status().notReceived()).as("all is there on %s", name).isEmpty();
      } else if (result.putOff().what() == PutOff.What.TABLES) {
        assertThat(holdfast.status().notReceived()).isEqualTo(result.putOff().tables());
      }
    } catch (UnreachableException e) {
      tale.tell("  %s: %s", this, e.getMessage());
      boolean offline = e.reason() == UnreachableException.Reason.OFFLINE;
      assertThat(away || offline || !fault.equals(Fault.NONE)).as("%s: %s", name, e).isTrue();
    } catch (Death e) {
      tale.tell("  %s died", this);
      died = true;
    }
    if (died) {
      revive();
    }
    transport.plan(Fault.NONE, false);
    Looker.look(holdfast);
  }

  /** What the connection is; between two looks it may become another. */
  private ConnectionKind connection() {
    ConnectionKind now = connection;
    if (becomes != null) {
      connection = becomes;
      becomes = null;
    }
    return now;
  }

  /** Syncs, and nothing goes wrong. */
  void sync() {
    connection = ConnectionKind.UNMETERED;
    becomes = null;
    transport.plan(Fault.NONE, false);
    tell(holdfast.sync());
  }

  private void tell(SyncResult result) {
    tale.tell(
        "  %s: %s, %s, %s, healed %s, put off %s",
        this, result.kind(), result.down(), result.up(), result.healed(), result.putOff());
  }

  /** Rows of its store go wrong, which it has to find out; it may know of others. */
  void damage(Random random) {
    List<String> damaged = StoreFiles.damage(store, random);
    tale.tell("  %s has damage: %s", this, damaged);
    boolean matches = holdfast.verify().match();
    assertThat(matches && !damaged.isEmpty()).as("verified after %s", damaged).isFalse();
  }

  /** Another process opens what is left. */
  private void revive() {
    dead.add(transport);
    holdfast.close();
    store = root.resolve("image-" + images);
    transport = transport();
    holdfast = open();
  }

  /** Ends the connections of processes that died, which the server took for living. */
  void hangUp() {
    dead.forEach(FlakyTransport::close);
    dead.clear();
  }

  private FlakyTransport transport() {
    Path present = store;
    images++;
    Path next = root.resolve("image-" + images);
    return new FlakyTransport(log, () -> StoreFiles.image(present, next));
  }

  private Holdfast open() {
    PolicyValues asked =
        name.equals("first")
            ? PolicyValues.NONE
            : PolicyValues.NONE.withMetered(MeteredMode.CHANGES);
    return Holdfast.at(store)
        .connection(this::connection)
        .restrict(asked)
        .transport(transport)
        .clock(clock)
        .sleeper(Phone::sleep)
        .openWithKey(StoreFiles.KEY);
  }

  /** Waits a little, in which another sync of the store may end. */
  private static void sleep(Duration longest) {
    LockSupport.parkNanos(Math.min(longest.toNanos(), LONGEST_SLEEP.toNanos()));
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    hangUp();
    holdfast.close();
    StoreFiles.delete(root);
  }
}
