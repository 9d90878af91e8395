package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.sync.api.DeviceSync.OutputSupplier;
import dev.holdfast.server.sync.internal.KnownDeltas.Addressed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers devices whose standing is known: from memory if nothing is new, else with a delta that
 * they share. Whatever can't be decided here is left to the database.
 */
@Dependent
class QuickAnswers {
  private final Watch watch;
  private final LastAnswers answers;
  private final KnownDeltas deltas;

  @Inject
  QuickAnswers(Watch watch, LastAnswers answers, KnownDeltas deltas) {
    this.watch = watch;
    this.answers = answers;
    this.deltas = deltas;
  }

  /**
   * Answers.
   *
   * @return whether anything was written; empty if the database has to be asked
   */
  Optional<Boolean> answer(Caller caller, SyncRequest request, OutputSupplier out)
      throws RefusedException, SQLException, IOException {
    UUID device = caller.requireDevice();
    watch.attend();
    Optional<LastAnswer> known = answers.of(device, caller.user(), request);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    LastAnswer standing = known.get();
    Duration age = request.wantsFresh() ? Duration.ZERO : watch.tolerance();
    boolean quiet = standing.changed().isEmpty() && !standing.uncertain();
    if (quiet && !watch.sees(age) || standing.uncertain()) {
      return Optional.empty();
    }
    List<Watched> changed = standing.changed();
    return changed.isEmpty() ? Optional.of(false) : delta(device, standing, changed, age, out);
  }

  private Optional<Boolean> delta(
      UUID device, LastAnswer standing, List<Watched> changed, Duration age, OutputSupplier output)
      throws RefusedException, SQLException, IOException {
    Optional<Addressed> found = deltas.of(standing, changed, age);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Addressed delta = found.get();
    BufferedOutputStream out = new BufferedOutputStream(output.open(), DeviceStream.BUFFER_BYTES);
    out.write(delta.head().plain());
    out.write(delta.shared().lines().plain());
    out.write(delta.end().plain());
    out.flush();
    deltas.sent(device, delta, true);
    return Optional.of(true);
  }
}
