package dev.holdfast.device.sync;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.queue.Namings;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.kernel.app.Priority;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The receiving part of a sync, what is urgent first: each portion is a checkpoint of its own.
 * Where something large is put down for what else there is, it begins with what is urgent again.
 */
final class Portions {
  private final Database database;
  private final Clock clock;
  private final Permits permits;
  private final Consumer<Change> observer;
  private final Checkpoints checkpoints;
  private final ContentFiles contents;
  private final Reports reports;
  private final Download download;
  private final Traffic traffic;
  private final Undertaking undertaking;
  private final Predicate<Extent> sending;
  private Checkpoints.Switched switched = Checkpoints.Switched.NOTHING;

  /**
   * Begins.
   *
   * @param sending sends what was performed meanwhile if that is due; whether it did
   */
  Portions(
      Attempt.Parts parts,
      SessionKeeper session,
      Reports reports,
      Traffic traffic,
      Undertaking undertaking,
      Predicate<Extent> sending) {
    this.database = parts.database();
    this.clock = parts.surroundings().clock();
    this.permits = parts.surroundings().connection().permits();
    this.observer = parts.observer();
    this.checkpoints = new Checkpoints(database, parts.packages(), parts.reconciler(), clock);
    this.contents = new ContentFiles(database);
    this.reports = reports;
    this.download = new Download(parts, session, checkpoints, reports, undertaking);
    this.traffic = traffic;
    this.undertaking = undertaking;
    this.sending = sending;
  }

  /**
   * What was left for later.
   *
   * @param told what to say of it
   * @param awaited whether another connection brings it; what comes of no table at present does not
   *     come by any
   */
  record Left(PutOff told, boolean awaited) {
    static final Left NOTHING = new Left(PutOff.NONE, false);

    /** The same, and so many contents. */
    Left with(int contents) {
      return contents == 0 ? this : new Left(told.with(contents), true);
    }

    static Left receiving(List<String> tables) {
      return new Left(new PutOff(PutOff.What.RECEIVING, tables), true);
    }
  }

  /** What was switched to, all portions together. */
  Checkpoints.Switched switched() {
    return switched;
  }

  /**
   * Receives as much as the connection is good for.
   *
   * @throws dev.holdfast.device.api.UnreachableException also if the connection went away between
   *     portions; what came is kept
   */
  Left receive(Extent extent) {
    Extent next = extent;
    Priority upTo = Priority.FIRST;
    while (true) {
      Permit permit = permits.now(extent.anyCost());
      permit.requireConnection();
      if (!permit.receive()) {
        return Left.receiving(List.of());
      }
      Portion portion = new Portion(upTo, permit, () -> permits.now(extent.anyCost()), clock);
      Set<String> suspects = checkpoints.suspects();
      Download.Received received = download.run(traffic, next, portion);
      next = next.again();
      if (received.end() == Download.End.WAITS) {
        return Left.receiving(HeldLater.tablesOf(received.later()));
      }
      if (received.end() == Download.End.INTERRUPTED) {
        upTo = Priority.FIRST;
        checkpoints.putDown();
        next = sending.test(extent) ? next.afterSending() : next;
        continue;
      }
      show(received.completed(), suspects);
      List<String> awaited = database.read(HeldLater::awaited);
      boolean all = permit.downloads() && upTo == Priority.LAST;
      if (awaited.isEmpty() || !permit.downloads() || all) {
        return left(!awaited.isEmpty() && !all);
      }
      upTo = Priority.values()[upTo.ordinal() + 1];
    }
  }

  private Left left(boolean awaited) {
    List<String> later = database.read(HeldLater::buckets);
    PutOff.What what = later.isEmpty() ? PutOff.What.NOTHING : PutOff.What.TABLES;
    return new Left(new PutOff(what, HeldLater.tablesOf(later)), awaited);
  }

  private void show(Incoming.@Nullable Completed completed, Set<String> suspects) {
    undertaking.begin(Progress.Stage.SWITCHING);
    Checkpoints.Switched next =
        completed == null
            ? checkpoints.nothingNew(suspects)
            : checkpoints.perform(completed, traffic);
    switched = switched.and(next);
    if (!next.change().isEmpty()) {
      observer.accept(next.change());
    }
    undertaking.begin(Progress.Stage.FINISHING);
    if (!download.wasHanded()) {
      reports.send();
    }
    checkpoints.tidy(undertaking);
    if (completed != null) {
      contents.erase((connection, all) -> Namings.unused(connection, clock.instant()));
    }
  }
}
