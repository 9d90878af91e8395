package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.sync.api.Doorbell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When bells ring, by times that are over already. */
class RingerTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  /** So long ago that whatever is due a minute after it is due now. */
  private final long then = System.nanoTime() - Duration.ofMinutes(2).toNanos();

  private final Ringer ringer = new Ringer(Duration.ZERO, LONG, new Random(7));

  private static Bell bell(boolean deltas) throws Exception {
    Caller caller = new Caller(new User("alice", Set.of(), Map.of()), UUID.randomUUID());
    return new Bell(caller, deltas, Look.NONE, Set.of(), Set.of(), new Nowhere());
  }

  private static List<Bell> crowd(boolean deltas) throws Exception {
    List<Bell> bells = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      bells.add(bell(deltas));
    }
    return bells;
  }

  private int dueNow() throws InterruptedException {
    int due = 0;
    while (ringer.next(Duration.ZERO) != null) {
      due++;
    }
    return due;
  }

  private Bell next() throws InterruptedException {
    return Objects.requireNonNull(ringer.next(Duration.ZERO), "nothing is due");
  }

  @Test
  void ringsOfACrowdAreSpread() throws Exception {
    ringer.ring(crowd(false), bell -> {}, then);

    assertThat(dueNow()).isBetween(1, 200);
  }

  @Test
  void whoMayBeHandedWhatItLacksIsTriedAtOnce() throws Exception {
    ringer.ring(crowd(true), bell -> {}, then);

    assertThat(dueNow()).isEqualTo(1000);
  }

  @Test
  void whoHasToComeForAnOrderOrAtTheEndIsSpreadAllTheSame() throws Exception {
    ringer.ring(crowd(true), bell -> bell.summoned = true, then);
    ringer.ring(crowd(true), bell -> bell.last = true, then);

    assertThat(dueNow()).isBetween(1, 400);
  }

  @Test
  void whoCouldNotBeHandedAnythingIsSpread() throws Exception {
    List<Bell> bells = crowd(true);
    ringer.ring(bells, bell -> {}, then);
    dueNow();
    for (Bell bell : bells) {
      ringer.ringUnlessHanded(bell, then, SHORT);
      ringer.ringPlain(bell, then);
    }

    assertThat(dueNow()).isBetween(1, 200);
  }

  @Test
  void anOfferedBellRingsByItselfIfNobodySaysWhatCameOfIt() throws Exception {
    Bell one = offered(SHORT);

    assertThat(next()).isSameAs(one);
    assertThat(one.empty).isTrue();
    ringer.handed(one, then);
    assertThat(dueNow()).isZero();
  }

  @Test
  void whoWasHandedWhatItLacksDoesNotRing() throws Exception {
    ringer.handed(offered(SHORT), then);

    assertThat(dueNow()).isZero();
  }

  @Test
  void whatHasChangedSinceTheOfferIsATurnOfItsOwn() throws Exception {
    Bell one = offered(LONG);
    ringer.ring(List.of(one), bell -> {}, then);
    assertThat(dueNow()).isZero();

    ringer.handed(one, then);

    assertThat(next()).isSameAs(one);
    assertThat(one.empty).as("it is tried again").isFalse();
  }

  @Test
  void whoIsRefusedRingsWithoutWhatItLacks() throws Exception {
    Bell one = offered(LONG);
    ringer.ringPlain(one, then);

    assertThat(next()).isSameAs(one);
    assertThat(one.empty).isTrue();
    assertThat(dueNow()).isZero();
  }

  @Test
  void anOrderRingsEmpty() throws Exception {
    Bell one = bell(true);
    ringer.ring(List.of(one), bell -> bell.summoned = true, then);

    assertThat(next().empty).isTrue();
    assertThat(one.summons).isTrue();
  }

  private Bell offered(Duration wait) throws Exception {
    Bell one = bell(true);
    ringer.ring(List.of(one), bell -> {}, then);
    assertThat(next()).isSameAs(one);
    assertThat(one.empty).isFalse();
    ringer.ringUnlessHanded(one, then, wait);
    return one;
  }

  /** Nobody is there. */
  private static final class Nowhere implements Doorbell.Wire {
    @Override
    public boolean ring(boolean summons) {
      return false;
    }

    @Override
    public boolean delta(String from, List<byte[]> packed) {
      return false;
    }

    @Override
    public boolean beat() {
      return false;
    }

    @Override
    public void close() {}
  }
}
