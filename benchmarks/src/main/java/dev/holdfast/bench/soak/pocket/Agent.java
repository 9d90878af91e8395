package dev.holdfast.bench.soak.pocket;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.transport.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One device and its user: acts by chance, or comes to rest when it is told to. One thread. */
final class Agent implements Runnable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(12);
  private static final Duration REST = Duration.ofMinutes(4);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int LONGEST_PAUSE_MILLIS = 700;
  private static final int LONGEST_SPELL_MILLIS = 8_000;
  private static final int LONGEST_LIFE_OF_A_SYNC_MILLIS = 400;

  private final Owner owner;
  private final Random random;
  private final Voice voice;
  private final Counts counts;
  private final Hands hands;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private Holdfast device;
  private boolean rests;

  /**
   * Whose device it is.
   *
   * @param user user
   * @param password password
   * @param url the server, by way of the device's own network
   * @param store where the store is
   * @param passphrase whether it is under a passphrase, instead of a key
   */
  record Owner(String user, String password, String url, Path store, boolean passphrase) {}

  /** Rest and say how it stands, or go on. */
  private record Order(boolean rest, CountDownLatch done) {}

  Agent(Owner owner, long seed, Voice voice, Counts counts) {
    this.owner = owner;
    this.random = new Random(seed);
    this.voice = voice;
    this.counts = counts;
    this.hands = new Hands(owner.user(), random, voice, counts);
    this.device = open();
  }

  /** Lets it come to rest, or go on. */
  void order(boolean rest, CountDownLatch done) {
    orders.add(new Order(rest, done));
  }

  @Override
  public void run() {
    try {
      while (true) {
        Order order =
            rests
                ? orders.take()
                : orders.poll(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        if (order == null) {
          step();
        } else {
          follow(order);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      voice.breach(Voice.HONEST, owner.user() + " fell over: " + Words.of(e));
      lieStill();
    }
  }

  private void follow(Order order) throws InterruptedException, IOException {
    try {
      rests = order.rest();
      if (rests) {
        rest();
      }
    } finally {
      order.done().countDown();
    }
  }

  /** The others go on. */
  private void lieStill() {
    try {
      while (true) {
        orders.take().done().countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    if (!device.status().checkpoint()) {
      sync();
      return;
    }
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> sync();
      case 5 -> spell();
      case 6 -> abandon();
      case 7 -> hands.choose(device);
      case 8 -> look();
      default -> hands.perform(device);
    }
  }

  private Holdfast open() {
    counts.one("stores opened");
    var builder = Holdfast.at(owner.store()).transport(new HttpTransport(CONNECT, SILENCE));
    return owner.passphrase()
        ? builder.open("a passphrase for soaks only".toCharArray())
        : builder.openWithKey(new byte[32]);
  }

  /** Whether it ended well. A network or a server that is away is no surprise. */
  private boolean sync() {
    try {
      if (!device.status().signedIn()) {
        device.signIn(owner.url(), owner.user(), owner.password(), "soak");
      }
      count(device.sync());
      look();
      return true;
    } catch (UnreachableException e) {
      counts.one("syncs that did not reach the server, " + e.reason());
    } catch (HoldfastException e) {
      surprised(e);
    }
    return false;
  }

  private void surprised(HoldfastException e) {
    voice.breach(Voice.HONEST, "%s: %s".formatted(owner.user(), Words.of(e)));
  }

  private void count(SyncResult result) {
    counts.one("syncs, " + result.kind());
    counts.add("rows received", result.down().rows());
    counts.add("bytes received", result.down().bytes());
    counts.add("actions applied", result.up().applied());
    counts.add("actions merged", result.up().merged());
    counts.add("actions parked", result.up().parked());
    counts.add("buckets healed", result.healed().size());
  }

  /** Keeps in sync for a while, with the doorbell, and works meanwhile. */
  private void spell() throws InterruptedException {
    Thread keeper =
        new Thread(
            () -> {
              try {
                device.syncUntilInterrupted(
                    Duration.ofSeconds(2), this::count, away -> counts.one("spells away"));
              } catch (HoldfastException e) {
                surprised(e);
              }
            },
            "keeper");
    keeper.start();
    long end = System.nanoTime() + random.nextInt(LONGEST_SPELL_MILLIS) * 1_000_000L;
    while (System.nanoTime() < end && orders.isEmpty()) {
      hands.perform(device);
      look();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
    keeper.interrupt();
    keeper.join(REST.toMillis());
    if (keeper.isAlive()) {
      voice.breach(Voice.HONEST, owner.user() + ": keeping in sync does not end");
    }
    counts.one("spells at the doorbell");
  }

  /** Closes the store in the middle of a sync, and opens it again. */
  private void abandon() throws InterruptedException {
    Holdfast abandoned = device;
    Thread syncing =
        new Thread(
            () -> {
              try {
                abandoned.sync();
              } catch (HoldfastException e) {
                counts.one("syncs whose store was closed");
              }
            },
            "abandoned");
    syncing.start();
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_OF_A_SYNC_MILLIS));
    abandoned.close();
    device = open();
    syncing.join();
  }

  private void look() {
    counts.one(Voice.LOOKS);
    List<String> halves = Shown.halves(device);
    if (!halves.isEmpty()) {
      voice.breach(Voice.WHOLE, owner.user() + " sees " + halves);
    }
  }

  /** Syncs until everything is sent, and says how it stands. */
  private void rest() throws InterruptedException, IOException {
    long end = System.nanoTime() + REST.toNanos();
    while (!sync() || !waiting(device.pending()).isEmpty()) {
      if (System.nanoTime() > end) {
        voice.breach(
            Voice.HONEST,
            "%s does not come to rest; it is %s".formatted(owner.user(), device.syncState()));
        break;
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
    }
    List<PendingAction> pending = device.pending();
    voice.standing(
        new Standing(
            owner.user(),
            String.valueOf(device.status().device()),
            device.verify().match(),
            pending.stream().map(one -> one.action().toString()).toList(),
            waiting(pending),
            Shown.all(device),
            files()));
  }

  private static List<String> waiting(List<PendingAction> pending) {
    return pending.stream()
        .filter(one -> one.reason() == null)
        .map(one -> one.action().toString())
        .toList();
  }

  private int files() throws IOException {
    try (Stream<Path> files = Files.list(owner.store())) {
      return (int) files.count();
    }
  }
}
