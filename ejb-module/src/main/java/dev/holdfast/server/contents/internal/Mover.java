package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.contents.internal.ContentRows.Row;
import dev.holdfast.server.contents.internal.MoveRows.Doomed;
import dev.holdfast.server.contents.internal.store.SealedObjects;
import dev.holdfast.server.contents.internal.store.StoreAwayException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings contents to where they belong, one at a time and one node at a time: the turn is a lock of
 * a database session, which ends with its node whatever happens to that. A store that is away is
 * left alone for a while, the longer the more often; a content that can't be moved lets the others
 * go first. To be called without a transaction.
 */
@ApplicationScoped
public class Mover {
  private static final int BATCH = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** Until a content that could not be moved is tried again. */
  private static final Duration NEXT_TRY = Duration.ofHours(1);

  private final Jdbc jdbc;
  private final MoveRows rows;
  private final ContentRows contents;
  private final Moves moves;
  private final Stores stores;
  private final StoreAlerts alerts;
  private final Duration interval;
  private final Clock clock;
  private volatile Duration pause = Duration.ZERO;
  private volatile Instant notBefore = Instant.MIN;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Mover() {
    this.jdbc = null;
    this.rows = null;
    this.contents = null;
    this.moves = null;
    this.stores = null;
    this.alerts = null;
    this.interval = null;
    this.clock = null;
  }

  /** On a database and a store. */
  @Inject
  public Mover(
      Jdbc jdbc, Moves moves, Stores stores, StoreAlerts alerts, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.rows = new MoveRows(jdbc);
    this.contents = new ContentRows(jdbc);
    this.moves = moves;
    this.stores = stores;
    this.alerts = alerts;
    this.interval = settings.get(StoreSettings.MOVE_INTERVAL);
    this.clock = clock;
  }

  /**
   * A turn, unless another node has it: for about as long as there is between two, so that nobody
   * waits for the end of all of them.
   */
  void run() {
    if (stores.objects().isPresent() ? !clock.instant().isBefore(notBefore) : rows.anyObject()) {
      Turn.CONTENTS.ifFree(jdbc, this::turn);
    }
  }

  private void turn() {
    Instant until = clock.instant().plus(interval);
    try {
      SealedObjects objects = stores.objects().orElseThrow(NoStore::ofContents);
      objects.store().check();
      rows.giveUp();
      remove(objects);
      letGo();
      Optional<Row> next = rows.next(stores.target(), clock.instant());
      while (next.isPresent() && !clock.instant().isAfter(until)) {
        move(next.get(), objects);
        next = rows.next(stores.target(), clock.instant());
      }
      // What was moved back: its objects are not needed any more.
      remove(objects);
      pause = Duration.ZERO;
      alerts.works();
    } catch (StoreAwayException e) {
      Duration longer = pause.isZero() ? interval : pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      notBefore = clock.instant().plus(pause);
      alerts.away(e);
    }
  }

  private void remove(SealedObjects objects) throws StoreAwayException {
    List<Doomed> some;
    do {
      some = rows.doomed(BATCH);
      for (Doomed each : some) {
        objects.store().remove(each.id(), each.upload());
        rows.removed(each.id());
      }
    } while (some.size() == BATCH);
  }

  /** What a mover that died over it has copied and looked at. */
  private void letGo() {
    if (stores.target() == Place.S3) {
      for (Row each : rows.twice(BATCH)) {
        rows.letGo(each.id(), each.lying().upload(), Objects.requireNonNull(each.lying().object()));
      }
    }
  }

  private void move(Row content, SealedObjects objects) throws StoreAwayException {
    try {
      if (stores.target() == Place.S3) {
        moves.over(content, objects);
      } else {
        moves.back(content, objects);
      }
      LOG.moved(content.id(), content.bytes(), stores.target().code());
      alerts.whole(content.id());
    } catch (StoreAwayException e) {
      throw e;
    } catch (IOException e) {
      if (e instanceof BytesGoneException && !isWhereItWas(content)) {
        LOG.debugf(e, "content %s went while it was moved", content.id());
        return;
      }
      rows.postpone(content.id(), clock.instant().plus(NEXT_TRY));
      alerts.damaged(content.id(), e);
    }
  }

  private boolean isWhereItWas(Row content) {
    return contents
        .find(content.id())
        .filter(now -> now.lying().equals(content.lying()))
        .isPresent();
  }
}
