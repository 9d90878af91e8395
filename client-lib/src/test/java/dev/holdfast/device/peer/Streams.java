package dev.holdfast.device.peer;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes sync streams from the model, as the protocol says. */
final class Streams {
  private final Model model;
  private final PeerSegments segments;
  private final PeerSnapshots snapshots;
  private final PeerPatches patches;
  private final Clock clock;
  private int epoch = 1;
  private List<String> stalled = List.of();
  private int large = Integer.MAX_VALUE;

  Streams(Model model, PeerSegments segments, PeerSnapshots snapshots, Clock clock) {
    this.model = model;
    this.segments = segments;
    this.snapshots = snapshots;
    this.patches = new PeerPatches(model);
    this.clock = clock;
  }

  /** Checkpoints up to now count no more. */
  void anotherHistory() {
    epoch++;
  }

  /** Of these nothing new comes. */
  void stall(List<String> units) {
    stalled = units;
  }

  /** Buckets of tables of at least so many rows are large. */
  void large(int rows) {
    large = rows;
  }

  private boolean counts(@Nullable String checkpoint) {
    return checkpoint != null && checkpoint.startsWith(epoch + "@");
  }

  private static Snapshot snapshot(@Nullable String checkpoint) {
    String text = Objects.requireNonNull(checkpoint);
    return Snapshot.parse(text.substring(text.indexOf('@') + 1));
  }

  /** A stream; empty if nothing is new. */
  Optional<byte[]> stream(
      ApplicationPackage logic,
      User user,
      SyncPolicy policy,
      @Nullable UUID order,
      SyncRequest request)
      throws IOException {
    Map<String, String> scope = PeerScope.of(logic, user);
    scope
        .entrySet()
        .removeIf(
            bucket ->
                isStalled(bucket.getKey())
                    && !keeps(request, bucket)
                    && !lacks(request, bucket.getKey()));
    SyncRequest.Staging staging = request.staging();
    boolean resumed =
        staging != null
            && Objects.equals(staging.order(), order)
            && staging.targets().stream().allMatch(this::counts);
    boolean based = counts(request.checkpoint());
    PeerLater lacking =
        new PeerLater(
            logic,
            request,
            bucket -> !isStalled(bucket) && isFresh(request, scope, bucket, order, based, resumed),
            bucket -> model.rows(bucket).size() >= large,
            this::isStalled);
    List<String> later = lacking.later(scope.keySet(), order != null);
    boolean waits = lacking.waits(later, order != null);
    if (waits && order != null && !resumed) {
      Optional<byte[]> without = stream(logic, user, policy, null, request);
      if (without.isPresent()) {
        return without;
      }
    }
    Snapshot now = model.snapshot();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    SyncStreamWriter out = new SyncStreamWriter(body);
    boolean first = request.checkpoint() == null;
    boolean tells = !policy.id().equals(request.policy());
    boolean stalls = !stalled.equals(request.stalled());
    out.header(
        new SyncHeader(
            SyncHeader.PROTOCOL,
            epoch + "@" + now.text(),
            "epoch-" + epoch,
            first || order != null ? "full" : "delta",
            order,
            List.of(
                new SyncHeader.PackageRef(logic.application(), logic.version(), logic.digest())),
            scope,
            PeerScope.types(logic),
            resumed,
            0,
            clock.instant(),
            tells ? policy : null,
            stalls ? stalled : null,
            request.take() == null ? null : later,
            waits ? true : null));
    if (waits) {
      out.end(epoch + "@" + now.text());
      return Optional.of(body.toByteArray());
    }
    scope.keySet().removeAll(later);
    boolean anything =
        !scope.equals(request.buckets())
            || order != null
            || staging != null
            || tells
            || stalls
            || request.take() != null && !request.take().later().equals(later);
    for (Map.Entry<String, String> bucket : scope.entrySet()) {
      if (isStalled(bucket.getKey())) {
        continue;
      }
      SyncRequest.StagedBucket staged =
          resumed ? Objects.requireNonNull(staging).buckets().get(bucket.getKey()) : null;
      boolean patched =
          order == null
              && staged != null
              && staged.complete()
              && !staged.full()
              && staged.definition().equals(bucket.getValue());
      List<RangeSum> ranges =
          order == null && !patched ? PeerPatches.ranges(request, bucket, based) : null;
      boolean many =
          ranges != null
              && segments.suits(request, bucket.getKey())
              && 2 * patches.differing(bucket.getKey(), ranges).size() >= ranges.size();
      if (ranges != null && !many) {
        patches.write(out, bucket.getKey(), ranges);
        anything = true;
        continue;
      }
      boolean held =
          patched
              || order == null
                  && based
                  && bucket.getValue().equals(request.buckets().get(bucket.getKey()));
      boolean goesOn =
          staged != null && staged.definition().equals(bucket.getValue()) && staged.full() == !held;
      boolean fresh =
          !held
              && (!goesOn
                  || staged == null
                  || staged.position() == null
                      && !staged.complete()
                      && staged.checkpoint() == null);
      Optional<SyncLine.InFile> inFile =
          fresh
              ? snapshots.find(request.snapshot(), bucket.getKey(), bucket.getValue())
              : Optional.empty();
      if (inFile.isPresent()) {
        out.bucket(bucket.getKey(), true);
        out.inFile(inFile.get().checkpoint(), inFile.get().key());
        anything = true;
        continue;
      }
      if (fresh && segments.suits(request, bucket.getKey())) {
        out.bucket(bucket.getKey(), true);
        if (segments.takeMaking()) {
          out.segments("", List.of());
          anything = true;
          continue;
        }
        PeerSegments.Manifest manifest =
            segments.of(bucket.getKey(), bucket.getValue(), model.snapshot());
        out.segments(manifest.snapshot().text(), manifest.segments());
        anything = true;
        continue;
      }
      String own = goesOn ? Objects.requireNonNull(staged).checkpoint() : null;
      Snapshot base =
          own != null
              ? Snapshot.parse(own)
              : held && based && !patched ? snapshot(request.checkpoint()) : Snapshot.NOTHING;
      List<Model.Entry> lines =
          goesOn
              ? rest(
                  bucket.getKey(),
                  base,
                  Objects.requireNonNull(staged),
                  Objects.requireNonNull(staging).targets())
              : whole(bucket.getKey(), base, held);
      boolean complete =
          goesOn && Objects.requireNonNull(staged).complete() && staged.lateCuts().isEmpty();
      if (!lines.isEmpty() || (!held && !complete) || (goesOn && !complete)) {
        write(out, bucket.getKey(), !held, lines);
        anything = true;
      }
    }
    out.end(epoch + "@" + now.text());
    return anything ? Optional.of(body.toByteArray()) : Optional.empty();
  }

  /** Whether all of a bucket has to come, and nothing of it is stored. */
  private boolean isFresh(
      SyncRequest request,
      Map<String, String> scope,
      String bucket,
      @Nullable UUID order,
      boolean based,
      boolean resumed) {
    String definition = Objects.requireNonNull(scope.get(bucket));
    SyncRequest.StagedBucket staged =
        resumed ? Objects.requireNonNull(request.staging()).buckets().get(bucket) : null;
    boolean stored =
        staged != null
            && staged.definition().equals(definition)
            && (staged.position() != null || staged.complete() || staged.checkpoint() != null);
    boolean held = order == null && based && definition.equals(request.buckets().get(bucket));
    boolean compared = request.compare() != null && request.compare().containsKey(bucket);
    boolean patched = !based && definition.equals(request.buckets().get(bucket));
    return !stored && !held && (order != null || !compared && !patched);
  }

  private boolean isStalled(String bucket) {
    return stalled.contains(bucket.substring(0, bucket.indexOf('[')));
  }

  /** Whether the device knows that a bucket comes later. */
  private static boolean lacks(SyncRequest request, String bucket) {
    return request.take() != null && request.take().later().contains(bucket);
  }

  /** Whether the device holds a bucket and knows that it may be stalled. */
  private boolean keeps(SyncRequest request, Map.Entry<String, String> bucket) {
    SyncRequest.Compared compared =
        request.compare() == null ? null : request.compare().get(bucket.getKey());
    return bucket.getValue().equals(request.buckets().get(bucket.getKey()))
        || compared != null && bucket.getValue().equals(compared.definition());
  }

  private List<Model.Entry> whole(String bucket, Snapshot base, boolean held) {
    return model.entries(bucket).stream()
        .filter(entry -> !base.sees(entry.transaction()))
        .filter(entry -> held || entry.row() != null)
        .toList();
  }

  private List<Model.Entry> rest(
      String bucket, Snapshot base, SyncRequest.StagedBucket staged, List<String> targets) {
    Snapshot last = snapshot(targets.get(staged.lastStream()));
    List<Model.Entry> rest = new ArrayList<>();
    for (Model.Entry entry : model.entries(bucket)) {
      boolean changed = !last.sees(entry.transaction());
      boolean after = !staged.complete() && isAfter(entry, staged.position());
      boolean late =
          staged.lateCuts().stream()
              .anyMatch(
                  cut ->
                      !snapshot(targets.get(cut.stream())).sees(entry.transaction())
                          && isAfter(entry, cut.position()));
      if (!base.sees(entry.transaction()) && (changed || after || late)) {
        rest.add(entry);
      }
    }
    return rest;
  }

  private static boolean isAfter(Model.Entry entry, @Nullable String position) {
    if (position == null) {
      return true;
    }
    int tab = position.indexOf('\t');
    long transaction = Long.parseLong(position.substring(0, tab));
    return entry.transaction() > transaction
        || (entry.transaction() == transaction
            && entry.key().compareTo(position.substring(tab + 1)) > 0);
  }

  private void write(SyncStreamWriter out, String bucket, boolean whole, List<Model.Entry> lines)
      throws IOException {
    out.bucket(bucket, whole);
    long transaction = 0;
    for (Model.Entry line : lines) {
      if (line.transaction() != transaction) {
        transaction = line.transaction();
        out.transaction(Long.toString(transaction));
      }
      if (line.row() == null) {
        out.delete(line.key());
      } else {
        out.put(line.key(), line.row());
      }
    }
    BucketSum sum = model.sum(bucket);
    out.finished(sum.rows(), sum.sum());
  }
}
