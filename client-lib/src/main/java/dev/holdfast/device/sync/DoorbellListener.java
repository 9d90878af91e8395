package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.sync.EventReader.Event;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at the server's doorbell in a thread of its own. It needs nothing and promises nothing:
 * without it, and whenever it is not connected, syncs come at their interval. Whatever goes wrong
 * it tries again after a pause, not before a server that refuses wants it. Each connection counts
 * as a ring, since it is not known what happened before it. {@link #listen} and {@link #rest} are
 * for one thread.
 */
final class DoorbellListener implements Ringing, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DoorbellListener.class);
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(200), Duration.ofMinutes(1));
  private static final String RING = "ring";
  private static final String SUMMONS = "now";
  private static final String DELTA = "delta";

  private final SessionKeeper session;
  private final Random random;
  private final Sleeper sleeper;
  private final Bell bell = new Bell();

  /** The answer that is listened to, null if none is. */
  private final AtomicReference<Transport.@Nullable Answer> open = new AtomicReference<>();

  private final Thread thread = new Thread(this::run, "holdfast-doorbell");

  /** How long who refused last wants to be let be; the thread's own. */
  private Optional<Duration> asked = Optional.empty();

  DoorbellListener(SessionKeeper session, Random random, Sleeper sleeper) {
    this.session = session;
    this.random = random;
    this.sleeper = sleeper;
    thread.setDaemon(true);
  }

  /** Connects soon, unless it is connected. */
  @Override
  public void listen() {
    bell.want(true);
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /**
   * Leaves the door: nothing more comes by the connection, and what has come is forgotten. A ring
   * that nobody has taken yet stays, for who receives the next time.
   */
  @Override
  public void rest() {
    bell.want(false);
    leave();
    bell.forget();
  }

  private void leave() {
    Transport.Answer left = open.get();
    if (left != null) {
      left.close();
    }
  }

  @Override
  public Ring await(Duration longest) throws InterruptedException {
    return bell.await(longest);
  }

  @Override
  public Optional<Delivered> delivered() {
    return bell.delivered();
  }

  /** Ends a wait, so that it is looked again at what is due. */
  void synced() {
    bell.ring(Ring.SYNCED);
  }

  @Override
  public void close() {
    bell.close();
    leave();
  }

  private void run() {
    int failures = 0;
    try {
      while (bell.awaitWanted()) {
        failures = connected() ? 1 : failures + 1;
        sleeper.sleep(BACK_OFF.after(failures, random, asked));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens until the connection ends; returns whether there was one. */
  private boolean connected() {
    boolean connected = false;
    asked = Optional.empty();
    try {
      Optional<Transport.Answer> answer = session.callWithPresentToken((api, t) -> api.doorbell(t));
      if (answer.isEmpty()) {
        // Nothing to connect with: a sync is due, which gets a token, and then it goes on.
        bell.want(false);
        bell.ring(Ring.NEWS);
        return false;
      }
      try (Transport.Answer stream = answer.get()) {
        connected = true;
        open.set(stream);
        // Who left meanwhile did not see it.
        if (bell.isWanted()) {
          bell.ring(Ring.NEWS);
          listenTo(stream);
        }
      } finally {
        open.set(null);
        bell.forget();
      }
    } catch (UnreachableException e) {
      asked = e.retryAfter();
      away(e);
    } catch (IOException | HoldfastException e) {
      away(e);
    }
    return connected;
  }

  private static void away(Exception e) {
    LOG.debug("No connection to the doorbell now; syncs come at their interval.", e);
  }

  private void listenTo(Transport.Answer stream) throws IOException {
    EventReader events = new EventReader(stream.body());
    for (Optional<Event> event = events.next();
        event.isPresent() && bell.isWanted();
        event = events.next()) {
      heard(event.get());
    }
  }

  private void heard(Event event) {
    if (event.name().equals(RING)) {
      bell.ring(event.data().equals(SUMMONS) ? Ring.SUMMONS : Ring.NEWS);
    } else if (event.name().equals(DELTA)) {
      Delivered.of(event.data(), System.nanoTime())
          .ifPresentOrElse(bell::deliver, () -> bell.ring(Ring.NEWS));
    }
  }
}
