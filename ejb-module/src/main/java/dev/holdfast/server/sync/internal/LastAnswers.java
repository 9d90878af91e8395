package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the devices stand that this node answered last, a bounded number. Memory only: a device
 * that is not known here is answered by the database, once. Thread-safe.
 */
@ApplicationScoped
public class LastAnswers {
  private static final int MOST_SHARED = 200_000;

  private Watch watch;
  private Settings settings;
  private Clock clock;
  private Map<UUID, LastAnswer> known = Map.of();
  private Map<UUID, Integer> pending = Map.of();
  private Map<Mark, Watched> scopes = Map.of();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected LastAnswers() {}

  /** Remembers as many as the settings say. */
  @Inject
  public LastAnswers(Watch watch, Settings settings, Clock clock) {
    this.watch = watch;
    this.settings = settings;
    this.clock = clock;
    int most = settings.get(SyncSettings.REMEMBERED);
    this.known = bounded(most);
    this.pending = bounded(most);
    this.scopes = Collections.synchronizedMap(bounded(MOST_SHARED));
  }

  /** Where the device stands, if it was this request that it will stand by. */
  Optional<LastAnswer> of(UUID device, User user, SyncRequest request) {
    return of(device, user).filter(standing -> standing.isOf(request));
  }

  /** Where the device stands, as far as this node knows; it may have moved on with another one. */
  Optional<LastAnswer> of(UUID device, User user) {
    return Optional.ofNullable(get(device))
        .filter(
            standing ->
                standing.user().equals(user) && standing.renewal().isAfter(clock.instant()));
  }

  /**
   * What a device was told.
   *
   * @param token the checkpoint as the device has it
   * @param logic the packages in force at it
   * @param take what it took of the tables that it lacked, null if everything
   */
  record Told(String token, List<PackageRef> logic, SyncRequest.@Nullable Take take) {}

  /**
   * A device has been told everything up to a snapshot.
   *
   * @param look the last look before the snapshot
   * @param plan what it is to hold
   * @param held the checkpoint that it holds, or will hold when it has stored what it was sent
   */
  void remember(Caller caller, Look look, SyncPlan plan, Checkpoint held, Told told)
      throws RefusedException {
    if (look.number() == 0) {
      return;
    }
    UUID device = caller.requireDevice();
    List<Watched> buckets = new ArrayList<>();
    plan.buckets()
        .forEach((unit, names) -> names.forEach(one -> buckets.add(watched(unit, one.name()))));
    put(
        device,
        new LastAnswer(
            told.token(),
            caller.user(),
            look,
            held.issued().plus(settings.get(SyncSettings.RENEWAL)),
            told.logic(),
            List.copyOf(buckets),
            plan.policy(),
            plan.stalled(),
            Lacking.of(plan, told.take()),
            List.of(
                watch.mark(Subject.ALL_LOGIC),
                watch.mark(Subject.ALL_POLICIES),
                watch.mark(new Subject(Subject.ORDER, device.toString()))),
            true));
  }

  private Watched watched(CapturedUnit unit, BucketName name) {
    Mark mark = watch.mark(Subject.bucket(unit.name(), name.id()));
    Watched present = new Watched(unit, name, name.toString(), mark);
    Watched shared = scopes.putIfAbsent(mark, present);
    if (shared == null || shared.unit().equals(unit)) {
      return shared == null ? present : shared;
    }
    scopes.put(mark, present);
    return present;
  }

  /** A device has moved on. */
  synchronized void put(UUID device, LastAnswer standing) {
    known.put(device, standing);
  }

  /** A device has called. */
  synchronized void heard(UUID device) {
    known.computeIfPresent(device, (same, standing) -> standing.heard(true));
  }

  private synchronized @Nullable LastAnswer get(UUID device) {
    return known.get(device);
  }

  /** Whether this is not the number of waiting actions that the device told last. */
  synchronized boolean pendingDiffers(UUID device, int actions) {
    Integer before = pending.get(device);
    return before == null || before != actions;
  }

  /** The number of waiting actions that is written. */
  synchronized void pendingTold(UUID device, int actions) {
    pending.put(device, actions);
  }

  /** Somebody else has written the number of waiting actions. */
  synchronized void pendingUnknown(UUID device) {
    pending.remove(device);
  }

  private static <K, T> Map<K, T> bounded(int most) {
    return new LinkedHashMap<>(1024, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, T> eldest) {
        return size() > most;
      }
    };
  }
}
