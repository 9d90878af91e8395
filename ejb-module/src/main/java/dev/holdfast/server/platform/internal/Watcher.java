package dev.holdfast.server.platform.internal;

import static dev.holdfast.server.platform.internal.PlatformLog.LOG;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.api.WatchListener;
import dev.holdfast.server.platform.api.WatchSource;
import dev.holdfast.server.platform.api.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Looks at the database for the whole node. One thread, the watcher's, runs {@link #run} and makes
 * the looks; all others wait for them. After a failure nothing in memory counts until a look
 * succeeds again.
 */
@ApplicationScoped
public class Watcher implements Watch {
  /** Far less than what is purged is old, so that nothing that is purged was not seen. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

  private static final Duration PURGE_AFTER = Duration.ofMinutes(15);
  private static final int MOST_MARKS = 500_000;

  private final Marks marks = new Marks(MOST_MARKS);
  private WatchTurns turns;
  private WatchQuery query;
  private Iterable<WatchListener> listeners;
  private Duration tolerance;
  private volatile Look last = Look.NONE;
  private Look purgedUpTo = Look.NONE;
  private long purgedAtNanos;
  private boolean failing;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Watcher() {}

  /** Looks at a database. */
  @Inject
  public Watcher(
      DataSource dataSource,
      Settings settings,
      @Any Instance<WatchSource> sources,
      @Any Instance<WatchListener> listeners) {
    this(
        new WatchQuery(dataSource, sources.stream().toList()),
        new WatchTurns(
            settings.get(WatchSettings.INTERVAL),
            settings.get(WatchSettings.REST),
            System::nanoTime),
        settings.get(WatchSettings.TOLERANCE),
        listeners);
  }

  /** Looks at a database on an interval, whether somebody attends or not. */
  public Watcher(
      DataSource dataSource,
      Duration interval,
      Duration tolerance,
      List<WatchSource> sources,
      Iterable<WatchListener> listeners) {
    this(
        new WatchQuery(dataSource, sources),
        new WatchTurns(interval, interval, System::nanoTime),
        tolerance,
        listeners);
  }

  private Watcher(
      WatchQuery query, WatchTurns turns, Duration tolerance, Iterable<WatchListener> listeners) {
    this.query = query;
    this.turns = turns;
    this.tolerance = tolerance;
    this.listeners = listeners;
    this.purgedAtNanos = turns.now();
  }

  /** Looks again and again until the thread is interrupted. */
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        turns.await();
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turns.end();
      query.close();
    }
  }

  /** Looks once. For the watcher's thread. */
  void look() {
    long begun = turns.now();
    boolean gap = turns.sinceLastLook(begun).compareTo(LONGEST_GAP) > 0;
    try {
      WatchQuery.Seen seen = query.look(gap ? Look.NONE : last);
      Look look = new Look(last.number() + 1, seen.moment());
      if (seen.all()) {
        marks.forgetAll(look);
      } else {
        marks.changed(seen.changed(), look);
      }
      last = look;
      turns.looked(begun);
      failing = false;
      tell(seen.changed(), seen.all());
      purge(begun);
    } catch (SQLException | RuntimeException e) {
      turns.failed(begun);
      if (!failing) {
        LOG.watchFailed(e);
      }
      failing = true;
    }
  }

  private void tell(Set<Mark.Subject> changed, boolean all) {
    if (!changed.isEmpty() || all) {
      listeners.forEach(one -> one.changed(changed, all));
    }
  }

  /** Any node purges; what is purged was seen by a look of this one long ago. */
  private void purge(long now) throws SQLException {
    if (now - purgedAtNanos < PURGE_AFTER.toNanos()) {
      return;
    }
    purgedAtNanos = now;
    if (purgedUpTo.number() > 0) {
      query.purge(purgedUpTo.moment());
    }
    purgedUpTo = last;
  }

  @Override
  public Look last() {
    return last;
  }

  @Override
  public Mark mark(Mark.Subject subject) {
    return marks.of(subject);
  }

  @Override
  public boolean sees(Duration age) {
    return turns.sees(age);
  }

  @Override
  public void attend() {
    turns.attend();
  }

  @Override
  public void changedHere() {
    turns.require();
  }

  @Override
  public Duration tolerance() {
    return tolerance;
  }

  /** A transaction of this node is over: what it changed counts from now on. */
  void written(@Observes(during = TransactionPhase.AFTER_COMPLETION) Written event) {
    changedHere();
  }
}
