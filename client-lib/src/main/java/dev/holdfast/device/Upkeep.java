package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Integrity;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Verification;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.LastRepair;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.Verifier;
import dev.holdfast.device.sync.Notices;
import dev.holdfast.device.sync.Surroundings;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Looks after a store that is open: whether it is whole, and as the server said. */
abstract class Upkeep extends Drafting {

  Upkeep(
      Database database,
      Logic logic,
      Notices notices,
      Surroundings surroundings,
      Executor executor) {
    super(database, logic, notices, surroundings, executor);
  }

  /**
   * Proves that the device holds, byte for byte, what the server said at the checkpoint. A bucket
   * that does not match is compared with the server range by range by the next sync, which fetches
   * what differs.
   */
  public Verification verify() {
    return verify(progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #verify()}, watched, and to be ended early.
   *
   * @param progress told how far it is
   * @param cancellation ends it; then nothing is known
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public Verification verify(Consumer<? super Progress> progress, Cancellation cancellation) {
    Verification verification;
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      verification = database.read(connection -> Verifier.verify(connection, undertaking));
    }
    if (!verification.match()) {
      database.write(connection -> Verifier.heal(connection, verification));
    }
    return verification;
  }

  /**
   * Checks the store's file: every page that is in use, and tables against their indexes. It reads
   * all of it. A damaged one is put right by {@link HoldfastBuilder#repair(char[])}.
   */
  public Integrity checkIntegrity() {
    return checkIntegrity(progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #checkIntegrity()}, watched, and to be ended early.
   *
   * @param progress told that it goes on; how far it is, nobody knows
   * @param cancellation ends it; then nothing is known
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public Integrity checkIntegrity(Consumer<? super Progress> progress, Cancellation cancellation) {
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      return database.check(undertaking);
    }
  }

  /**
   * What the last repair lost has been read: {@link Holdfast#status} and later repairs no longer
   * say it.
   */
  public void acknowledgeRepair() {
    database.write(
        connection -> {
          LastRepair.forget(connection);
          return connection;
        });
  }
}
