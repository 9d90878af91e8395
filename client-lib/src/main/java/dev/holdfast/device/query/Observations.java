package dev.holdfast.device.query;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.store.Changes;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Strangers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the queries that are observed again when what they read has changed, by a thread of its own,
 * which is there only while any is observed. It hears of this process's changes at once, and looks
 * every second whether another process has written or time has locked the device. Changes that come
 * while it is busy are taken together. Safe for use by many threads.
 */
public final class Observations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Observations.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Database database;
  private final Reader reader;

  /** Held while the store is read, so that it is not closed then. */
  private final ReentrantLock reading = new ReentrantLock();

  private final Set<Observation> observed = new HashSet<>();
  private final Set<Observation> due = new HashSet<>();
  private @Nullable Thread thread;
  private @Nullable Changes changes;

  /** Whether the device was locked when that was last asked. */
  private boolean shut;

  private boolean closed;

  /**
   * Observes nothing yet.
   *
   * @param reader by which it reads what it shows
   */
  public Observations(Database database, Reader reader) {
    this.database = database;
    this.reader = reader;
  }

  /**
   * Observes a query.
   *
   * @param rows given the rows soon, and again whenever they are others
   * @param failed given what was wrong when the query failed; it is tried again when something has
   *     changed
   * @return ends it
   * @throws IllegalArgumentException if it is not a query, or not a valid one
   */
  public Subscription observe(
      Select select,
      Consumer<List<Map<String, @Nullable Object>>> rows,
      Consumer<RuntimeException> failed) {
    Sources sources =
        reader.read(
            connection -> {
              Guard.check(connection, select.sql());
              return Sources.of(connection, select.sql());
            });
    Observation observation = new Observation(database.engine(), select, sources, rows, failed);
    synchronized (this) {
      observed.add(observation);
      due.add(observation);
      if (thread == null && !closed) {
        thread = new Thread(this::run, "holdfast-queries");
        thread.setDaemon(true);
        thread.start();
      }
      notifyAll();
    }
    return () -> end(observation);
  }

  private synchronized void end(Observation observation) {
    observation.end();
    observed.remove(observation);
    due.remove(observation);
    notifyAll();
  }

  /** Something looks different now. */
  public synchronized void changed(Change change) {
    for (Observation observation : observed) {
      if (observation.mayShow(change)) {
        due.add(observation);
      }
    }
    notifyAll();
  }

  private void run() {
    try {
      for (Optional<List<Observation>> next = next(); next.isPresent(); next = next()) {
        List<Observation> looked = next.get().isEmpty() ? elsewhere() : next.get();
        looked.forEach(this::look);
      }
      locked(this::forget);
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    if (thread == Thread.currentThread()) {
      thread = null;
    }
  }

  /** Those that are due, none if it is time to look for other processes; empty at the end. */
  private synchronized Optional<List<Observation>> next() {
    try {
      boolean waited = false;
      while (due.isEmpty() && !observed.isEmpty() && !closed && !waited) {
        wait(LOOK.toMillis());
        waited = true;
      }
    } catch (InterruptedException e) {
      // Nobody but a stranger interrupts it; queries would go on being observed by nobody.
      LOG.debug("The thread that observes queries was interrupted, and goes on.", e);
    }
    if (closed || observed.isEmpty()) {
      ended();
      return Optional.empty();
    }
    List<Observation> next = List.copyOf(due);
    due.clear();
    return Optional.of(next);
  }

  /** All, if anybody has written, or the device is locked that was not, or the other way round. */
  private List<Observation> elsewhere() {
    boolean written = locked(this::writtenElsewhere);
    return locked(this::hasTurned) || written ? all() : List.of();
  }

  /** Nobody says when time locks the device: it is asked. */
  private boolean hasTurned() {
    boolean before = shut;
    try {
      reader.read(connection -> shut = false);
    } catch (LockedException e) {
      shut = true;
    } catch (RuntimeException e) {
      // Each of them says so when it is looked at.
      LOG.debug("Whether the device is locked can't be seen.", e);
      return true;
    }
    return shut != before;
  }

  private synchronized List<Observation> all() {
    return new ArrayList<>(observed);
  }

  private boolean writtenElsewhere() {
    try {
      Changes known = changes;
      if (known == null) {
        changes = database.changes();
        // What was written before it was there: the first look is at everything.
        return true;
      }
      return known.any();
    } catch (RuntimeException e) {
      // Each of them says so when it is looked at.
      LOG.debug("Whether the store has changed can't be seen.", e);
      return true;
    }
  }

  private void look(Observation observation) {
    Runnable[] told = new Runnable[1];
    locked(
        () -> {
          observation.look(reader).ifPresent(tell -> told[0] = tell);
          return true;
        });
    if (told[0] != null && !observation.isEnded()) {
      Strangers.call(told[0], LOG, "Who observes a query failed when it was told of the rows.");
    }
  }

  private interface Work {
    boolean done();
  }

  /** Does something with the store, unless it is closed. */
  private boolean locked(Work work) {
    reading.lock();
    try {
      return !isClosed() && work.done();
    } finally {
      reading.unlock();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all of it; a query that runs is ended, whoever is being told is not waited for. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      observed.forEach(Observation::end);
      observed.clear();
      notifyAll();
    }
    reading.lock();
    try {
      forget();
    } finally {
      reading.unlock();
    }
  }

  private boolean forget() {
    if (changes != null) {
      changes.close();
      changes = null;
    }
    return true;
  }
}
