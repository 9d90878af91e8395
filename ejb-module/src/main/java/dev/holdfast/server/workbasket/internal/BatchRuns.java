package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.casework.api.ObserverFailedException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.platform.api.Turn;
import dev.holdfast.server.workbasket.internal.BatchSteps.Item;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes through running batches, one node at a time: the turn is a lock of a database session, which
 * ends with its node whatever happens to that. Should the session of the turn be lost alone, two
 * nodes are at work for a while, which costs time only: each issue is noted in the transaction that
 * decides on it. To be called without a transaction.
 */
@ApplicationScoped
public class BatchRuns {
  /** So often an issue may have somebody in its way. */
  private static final int ATTEMPTS = 3;

  private final Jdbc jdbc;
  private final BatchItems items;
  private final BatchSteps steps;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BatchRuns() {
    this(null, null, null, null);
  }

  /** Goes through the batches of a database. */
  @Inject
  public BatchRuns(Jdbc jdbc, BatchItems items, BatchSteps steps, Clock clock) {
    this.jdbc = jdbc;
    this.items = items;
    this.steps = steps;
    this.clock = clock;
  }

  /** Whether there is something to do. */
  boolean due() {
    return items.running().isPresent();
  }

  /**
   * Does all that there is to do, unless another thread or node is at it. A failure of the database
   * ends it, and one that nobody expects does twice for an issue; what was done stays, and the next
   * call goes on.
   */
  public void run() {
    // A batch that was started while the turn was being given back had found nobody: look again.
    while (due() && Turn.BATCHES.ifFree(jdbc, this::workOff)) {
      LOG.batchesDone();
    }
  }

  private void workOff() {
    Optional<UUID> batch = items.running();
    while (batch.isPresent()) {
      Optional<Item> next = items.next(batch.get());
      if (next.isEmpty()) {
        items.end(batch.get(), clock.instant());
      } else {
        take(next.get());
      }
      batch = items.running();
    }
  }

  private void take(Item item) {
    try {
      steps.take(item);
    } catch (RefusedException e) {
      items.failed(item, String.valueOf(e.getMessage()), clock.instant());
    } catch (RuntimeException e) {
      notTaken(item, e);
    }
  }

  private void notTaken(Item item, RuntimeException e) {
    boolean last = item.attempts() + 1 >= ATTEMPTS;
    if (SqlState.first(e, SqlState::inTheWay).isPresent()) {
      if (last) {
        items.failed(
            item, "Other transactions were in the way of it. Try it again.", clock.instant());
      } else {
        items.postpone(item);
      }
    } else if (isAway(e)) {
      throw e;
    } else if (last) {
      UUID incident = UUID.randomUUID();
      LOG.notDecided(incident, item.issue(), item.batch(), e);
      items.failed(
          item,
          "The server failed on it, incident " + incident + ". See its log.",
          clock.instant());
    } else {
      // Perhaps the server is being stopped, and it is not the issue's fault. The next turn will
      // tell.
      items.postpone(item);
      throw e;
    }
  }

  /** Whether the server's own database is away, not one that an observer asks. */
  private static boolean isAway(RuntimeException e) {
    return SqlState.first(e, at -> at instanceof ObserverFailedException || saysAway(at))
        .filter(BatchRuns::saysAway)
        .isPresent();
  }

  private static boolean saysAway(Throwable failure) {
    return failure instanceof SQLException sql
        && (sql.getSQLState() == null || SqlState.away(sql.getSQLState()));
  }
}
