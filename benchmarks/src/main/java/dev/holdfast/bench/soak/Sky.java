package dev.holdfast.bench.soak;

import dev.holdfast.bench.net.Relay;
import dev.holdfast.bench.net.Weather;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Changes the networks of all devices, each by itself, until it is closed. */
final class Sky implements AutoCloseable {
  private static final int MOST_BYTES_TO_A_CUT = 60_000;
  private static final int SLOWEST = 4_000;

  private final List<Relay> nets;
  private final Ledger ledger;
  private final Random random;
  private final Thread thread = new Thread(this::run, "sky");
  private volatile boolean fair;

  Sky(List<Relay> nets, Random random, Ledger ledger) {
    this.nets = nets;
    this.random = random;
    this.ledger = ledger;
    thread.setDaemon(true);
    thread.start();
  }

  /** All networks are good until {@link #change}. */
  synchronized void clear() {
    fair = true;
    nets.forEach(net -> net.set(Weather.FAIR));
  }

  /** They change again. */
  void change() {
    fair = false;
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(400));
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void turn() {
    if (fair) {
      return;
    }
    Weather next = any();
    nets.get(random.nextInt(nets.size())).set(next);
    ledger.one("networks changed");
  }

  private Weather any() {
    int chance = random.nextInt(20);
    if (chance < 11) {
      return Weather.FAIR;
    }
    if (chance < 13) {
      return Weather.slow(SLOWEST + random.nextInt(20 * SLOWEST));
    }
    if (chance < 16) {
      return Weather.cuts(1 + random.nextInt(MOST_BYTES_TO_A_CUT));
    }
    return chance < 19 ? Weather.OFFLINE : Weather.SILENT;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
