package dev.holdfast.device.peer;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes sync streams from the model, as the protocol says. */
final class Streams {
  static final String OUTCOMES = "holdfast/outcome[device=1]";
  private static final String OUTCOME_DEFINITION = "outcome-1";

  private final Model model;
  private final PeerSegments segments;
  private final Clock clock;
  private int epoch = 1;
  private List<String> stalled = List.of();

  Streams(Model model, PeerSegments segments, Clock clock) {
    this.model = model;
    this.segments = segments;
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

  private boolean counts(@Nullable String checkpoint) {
    return checkpoint != null && checkpoint.startsWith(epoch + "@");
  }

  private static Snapshot snapshot(@Nullable String checkpoint) {
    String text = Objects.requireNonNull(checkpoint);
    return Snapshot.parse(text.substring(text.indexOf('@') + 1));
  }

  /** The buckets of a user with the digests of their definitions. */
  static Map<String, String> scope(ApplicationPackage logic, User user) {
    Map<String, String> scope = new TreeMap<>();
    Stream.concat(logic.tables().keySet().stream(), logic.cases().keySet().stream())
        .forEach(
            unit ->
                Buckets.of(logic, unit, user)
                    .forEach(
                        bucket -> scope.put(bucket.toString(), Definitions.digest(logic, unit))));
    scope.put(OUTCOMES, OUTCOME_DEFINITION);
    return scope;
  }

  /** A stream; empty if nothing is new. */
  Optional<byte[]> stream(
      ApplicationPackage logic,
      User user,
      SyncPolicy policy,
      @Nullable UUID order,
      SyncRequest request)
      throws IOException {
    Map<String, String> scope = scope(logic, user);
    scope.entrySet().removeIf(bucket -> isStalled(bucket.getKey()) && !keeps(request, bucket));
    SyncRequest.Staging staging = request.staging();
    boolean resumed =
        staging != null && Objects.equals(staging.order(), order) && counts(staging.checkpoint());
    boolean based = counts(request.checkpoint());
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
            types(logic),
            resumed,
            0,
            clock.instant(),
            tells ? policy : null,
            stalls ? stalled : null));
    boolean anything =
        !scope.equals(request.buckets()) || order != null || staging != null || tells || stalls;
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
      List<RangeSum> ranges = order == null && !patched ? ranges(request, bucket, based) : null;
      boolean many =
          ranges != null
              && segments.suits(request, bucket.getKey())
              && 2 * differing(bucket.getKey(), ranges).size() >= ranges.size();
      if (ranges != null && !many) {
        patch(out, bucket.getKey(), ranges);
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
                  snapshot(Objects.requireNonNull(staging).checkpoint()))
              : whole(bucket.getKey(), base, held);
      boolean complete = goesOn && Objects.requireNonNull(staged).complete();
      if (!lines.isEmpty() || (!held && !complete) || (goesOn && !complete)) {
        write(out, bucket.getKey(), !held, lines);
        anything = true;
      }
    }
    out.end(epoch + "@" + now.text());
    return anything ? Optional.of(body.toByteArray()) : Optional.empty();
  }

  private boolean isStalled(String bucket) {
    return stalled.contains(bucket.substring(0, bucket.indexOf('[')));
  }

  /** Whether the device holds a bucket and knows that it may be stalled. */
  private boolean keeps(SyncRequest request, Map.Entry<String, String> bucket) {
    SyncRequest.Compared compared =
        request.compare() == null ? null : request.compare().get(bucket.getKey());
    return bucket.getValue().equals(request.buckets().get(bucket.getKey()))
        || compared != null && bucket.getValue().equals(compared.definition());
  }

  /** Ranges of a bucket that comes as a patch, none if only its digest comes; null otherwise. */
  private static @Nullable List<RangeSum> ranges(
      SyncRequest request, Map.Entry<String, String> bucket, boolean based) {
    SyncRequest.Compared compared =
        request.compare() == null ? null : request.compare().get(bucket.getKey());
    if (compared != null && compared.definition().equals(bucket.getValue())) {
      return compared.ranges();
    }
    boolean named =
        request.checkpoint() != null
            && bucket.getValue().equals(request.buckets().get(bucket.getKey()));
    return named && !based ? List.of() : null;
  }

  private void patch(SyncStreamWriter out, String bucket, List<RangeSum> theirs)
      throws IOException {
    out.bucket(bucket, SyncLine.Coming.PATCH);
    int bits = Integer.numberOfTrailingZeros(theirs.size());
    for (Map.Entry<Integer, Map<String, String>> range : differing(bucket, theirs).entrySet()) {
      out.range(range.getKey(), bits);
      for (Map.Entry<String, String> row : range.getValue().entrySet()) {
        out.put(row.getKey(), row.getValue());
      }
    }
    BucketSum sum = model.sum(bucket);
    out.finished(sum.rows(), sum.sum());
  }

  /** The rows of the ranges that differ. */
  private Map<Integer, Map<String, String>> differing(String bucket, List<RangeSum> theirs) {
    int bits = Integer.numberOfTrailingZeros(theirs.size());
    Map<Integer, Map<String, String>> rows = new TreeMap<>();
    Map<Integer, RangeSum> ours = new HashMap<>();
    model
        .rows(bucket)
        .forEach(
            (key, row) -> {
              int range = KeyRanges.of(key, bits);
              rows.computeIfAbsent(range, r -> new TreeMap<>()).put(key, row);
              ours.merge(
                  range,
                  RangeSum.EMPTY.plus(RowHash.of(key, row)),
                  (a, b) -> new RangeSum(a.rows() + b.rows(), a.sum() + b.sum()));
            });
    Map<Integer, Map<String, String>> differing = new TreeMap<>();
    for (int i = 0; i < theirs.size(); i++) {
      if (!ours.getOrDefault(i, RangeSum.EMPTY).equals(theirs.get(i))) {
        differing.put(i, rows.getOrDefault(i, Map.of()));
      }
    }
    return differing;
  }

  private List<Model.Entry> whole(String bucket, Snapshot base, boolean held) {
    return model.entries(bucket).stream()
        .filter(entry -> !base.sees(entry.transaction()))
        .filter(entry -> held || entry.row() != null)
        .toList();
  }

  private List<Model.Entry> rest(
      String bucket, Snapshot base, SyncRequest.StagedBucket staged, Snapshot begun) {
    List<Model.Entry> rest = new ArrayList<>();
    for (Model.Entry entry : model.entries(bucket)) {
      boolean changed = !begun.sees(entry.transaction());
      boolean after = !staged.complete() && isAfter(entry, staged.position());
      if (!base.sees(entry.transaction()) && (changed || after)) {
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

  private static Map<String, List<ColumnType>> types(ApplicationPackage logic) {
    ColumnType text = ColumnType.TEXT;
    Map<String, List<ColumnType>> types = new HashMap<>();
    types.put(
        logic.application() + "/airport",
        List.of(text, text, text, text, ColumnType.DOUBLE, ColumnType.DOUBLE));
    List<ColumnType> row =
        new ArrayList<>(
            List.of(text, text, ColumnType.BOOLEAN, ColumnType.INTEGER, text, text, text, text));
    if (Peer.isCoordinated(logic)) {
      row.addAll(List.of(text, text, text, text));
    }
    logic.cases().keySet().forEach(type -> types.put(logic.application() + '/' + type, row));
    types.put(
        "holdfast/outcome", List.of(text, text, text, text, text, text, ColumnType.INTEGER, text));
    return types;
  }
}
