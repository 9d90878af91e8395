package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.sync.api.DeviceSync.OutputSupplier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final SharedDeltas deltas;
  private final Signer signer;
  private final Settings settings;
  private final Clock clock;

  @Inject
  QuickAnswers(
      Watch watch,
      LastAnswers answers,
      SharedDeltas deltas,
      Signer signer,
      Settings settings,
      Clock clock) {
    this.watch = watch;
    this.answers = answers;
    this.deltas = deltas;
    this.signer = signer;
    this.settings = settings;
    this.clock = clock;
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
    return changed.isEmpty()
        ? Optional.of(false)
        : delta(device, standing, changed, age, request, out);
  }

  private Optional<Boolean> delta(
      UUID device,
      LastAnswer standing,
      List<Watched> changed,
      Duration age,
      SyncRequest request,
      OutputSupplier out)
      throws RefusedException, SQLException, IOException {
    Optional<SharedDelta> found = deltas.of(changed, standing.look(), age);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SharedDelta delta = found.get();
    // What the delta does not have must be unchanged up to its snapshot, not just up to the last
    // look.
    Duration since = Duration.ofNanos(System.nanoTime() - delta.takenNanos());
    if (!watch.sees(since)
        || standing.uncertain()
        || !standing.changed().stream().map(Watched::mark).allMatch(delta.buckets()::contains)) {
      return Optional.empty();
    }
    write(device, standing, delta, request, out);
    return Optional.of(true);
  }

  private void write(
      UUID device,
      LastAnswer standing,
      SharedDelta delta,
      SyncRequest request,
      OutputSupplier output)
      throws IOException {
    Instant now = clock.instant();
    List<String> versions =
        standing.packages().stream().map(p -> p.application() + ' ' + p.version()).toList();
    String token =
        new Checkpoint(
                delta.moment().epoch(),
                delta.moment().snapshot(),
                now,
                versions,
                delta.moment().beacon())
            .token(signer);
    BufferedOutputStream out = new BufferedOutputStream(output.open(), DeviceStream.BUFFER_BYTES);
    SyncStreamWriter writer = new SyncStreamWriter(out);
    writer.header(header(standing, delta, request, token, now));
    out.write(delta.lines());
    writer.end(token);
    out.flush();
    answers.put(
        device, standing.at(token, delta.look(), now.plus(settings.get(SyncSettings.RENEWAL))));
    LOG.sent(device, "shared delta", delta.rows(), 0);
  }

  private static SyncHeader header(
      LastAnswer standing, SharedDelta delta, SyncRequest request, String token, Instant now) {
    Map<String, List<ColumnType>> tables = new LinkedHashMap<>();
    for (Watched bucket : standing.buckets()) {
      tables.putIfAbsent(
          bucket.unit().application() + '/' + bucket.unit().unit(), bucket.unit().columns());
    }
    List<PackageRef> packages = standing.packages();
    return new SyncHeader(
        SyncHeader.PROTOCOL,
        token,
        delta.moment().epoch(),
        "delta",
        null,
        packages,
        request.buckets(),
        tables,
        false,
        0,
        now,
        // It knows the policy and the stalls: that is part of being known here.
        null,
        null);
  }
}
