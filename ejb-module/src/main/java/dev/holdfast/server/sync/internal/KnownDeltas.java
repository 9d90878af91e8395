package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.api.Watch;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a device lacks whose standing is known, as far as others lack the same. */
@Dependent
class KnownDeltas {
  private final Watch watch;
  private final LastAnswers answers;
  private final SharedDeltas deltas;
  private final Signer signer;
  private final Settings settings;
  private final Clock clock;

  @Inject
  KnownDeltas(
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
   * A stream for one device: what others get, too, between lines of its own.
   *
   * @param head its first line
   * @param shared what others get
   * @param end its last line
   * @param next where the device stands after it
   */
  record Addressed(Packed head, SharedDelta shared, Packed end, LastAnswer next) {}

  /**
   * Finds what a device lacks.
   *
   * @param changed what changed since it was answered; something
   * @param age how old what it was read in may be
   * @return empty if the database has to be asked for this device
   */
  Optional<Addressed> of(LastAnswer standing, List<Watched> changed, Duration age)
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
    return Optional.of(addressed(standing, delta));
  }

  /**
   * The device was sent it.
   *
   * @param asked whether it had asked, and not just been handed it
   */
  void sent(UUID device, Addressed delta, boolean asked) {
    answers.put(device, delta.next().heard(asked));
    LOG.sent(device, "shared delta", delta.shared().rows(), 0);
  }

  private Addressed addressed(LastAnswer standing, SharedDelta delta) throws IOException {
    Instant now = clock.instant();
    List<String> versions =
        standing.packages().stream().map(p -> p.application() + ' ' + p.version()).toList();
    String token =
        new Checkpoint(
                delta.moment().epoch(),
                delta.moment().snapshot(),
                now,
                versions,
                delta.moment().beacon(),
                tables(standing))
            .token(signer);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    new SyncStreamWriter(head).header(header(standing, delta, token, now));
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    new SyncStreamWriter(end).end(token);
    return new Addressed(
        new Packed(head.toByteArray()),
        delta,
        new Packed(end.toByteArray()),
        standing.at(token, delta.look(), now.plus(settings.get(SyncSettings.RENEWAL))));
  }

  /** None of them has changed, else there would be no delta of others. */
  private @Nullable Map<String, BucketSum> tables(LastAnswer standing) {
    boolean any =
        standing.buckets().stream().anyMatch(b -> b.unit().strategy() == ReceiveStrategy.TABLE);
    return any
        ? Checkpoint.of(standing.checkpoint(), signer).map(Checkpoint::tables).orElse(null)
        : null;
  }

  private static SyncHeader header(
      LastAnswer standing, SharedDelta delta, String token, Instant now) {
    Map<String, List<ColumnType>> tables = new LinkedHashMap<>();
    Map<String, String> definitions = new TreeMap<>();
    for (Watched bucket : standing.buckets()) {
      tables.putIfAbsent(
          bucket.unit().application() + '/' + bucket.unit().unit(), bucket.unit().columns());
      definitions.put(bucket.text(), bucket.unit().definition());
    }
    standing.lacking().addTo(definitions);
    return new SyncHeader(
        SyncHeader.PROTOCOL,
        token,
        delta.moment().epoch(),
        "delta",
        null,
        standing.packages(),
        definitions,
        tables,
        false,
        0,
        now,
        // It knows the policy and the stalls: that is part of being known here.
        null,
        null,
        standing.lacking().told(),
        null);
  }
}
