package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.transport.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at the server's doorbell in a thread of its own. It needs nothing and promises nothing:
 * without it, and whenever it is not connected, syncs come at their interval. Each connection
 * counts as a ring, since it is not known what happened before it.
 */
final class DoorbellListener implements Ringing, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DoorbellListener.class);
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(200), Duration.ofMinutes(1));
  private static final String RING = "event: ring";
  private static final String SUMMONS = "data: now";

  private final SessionKeeper session;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "holdfast-doorbell");
  private boolean rung;
  private boolean summoned;
  private boolean synced;
  private boolean wanted;
  private boolean closed;

  DoorbellListener(SessionKeeper session, RandomGenerator random) {
    this.session = session;
    this.random = random;
    thread.setDaemon(true);
  }

  /** Connects soon, unless it is connected. */
  @Override
  public void listen() {
    lock.lock();
    try {
      wanted = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does not connect again; what rings until then is the waiting thread's to ignore. */
  @Override
  public void rest() {
    lock.lock();
    try {
      wanted = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Ring await(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (!rung && !synced && left > 0) {
        left = changed.awaitNanos(left);
      }
      Ring ring = summoned ? Ring.SUMMONS : rung ? Ring.NEWS : synced ? Ring.SYNCED : Ring.NONE;
      rung = false;
      synced = false;
      summoned = false;
      return ring;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a wait, so that it is looked again at what is due. */
  void synced() {
    lock.lock();
    try {
      synced = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it. The connection is left at the server's next sign of life, which nobody waits for. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    int failures = 0;
    try {
      while (isWanted()) {
        failures = connected() ? 1 : failures + 1;
        TimeUnit.MILLISECONDS.sleep(BACK_OFF.after(failures, random).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (HoldfastException e) {
      LOG.debug("The doorbell is of no use; syncs come at their interval.", e);
    }
  }

  /** Waits until a sync has found the server. */
  private boolean isWanted() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!wanted && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Listens until the connection ends; returns whether there was one. */
  private boolean connected() {
    boolean connected = false;
    try {
      Optional<Transport.Answer> answer = session.callWithPresentToken((api, t) -> api.doorbell(t));
      if (answer.isEmpty()) {
        // The next sync gets a token.
        needToken();
        return false;
      }
      try (Transport.Answer stream = answer.get()) {
        connected = true;
        ring();
        listenTo(stream);
      }
    } catch (IOException | dev.holdfast.device.api.UnreachableException e) {
      LOG.debug("The doorbell's connection has ended.", e);
    }
    return connected;
  }

  private void listenTo(Transport.Answer stream) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null && !isClosed(); line = lines.readLine()) {
      if (line.equals(RING)) {
        ring();
      } else if (line.equals(SUMMONS)) {
        summon();
      }
    }
  }

  private void ring() {
    lock.lock();
    try {
      rung = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The ring that just came, or comes, is an administrator's. */
  private void summon() {
    lock.lock();
    try {
      summoned = true;
      rung = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing to connect with: a sync is due, and then it goes on. */
  private void needToken() {
    lock.lock();
    try {
      wanted = false;
      rung = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
