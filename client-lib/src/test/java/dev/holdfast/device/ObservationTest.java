package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.SyncState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who observes a device")
class ObservationTest {
  private final Device device = Device.alice(4);
  private UUID one = new UUID(0, 0);
  private UUID other = new UUID(0, 0);
  private Holdfast holdfast = device.holdfast();

  /** Calls when the test says so, or at once. */
  private final List<Runnable> calls = new ArrayList<>();

  private boolean atOnce = true;

  private final Executor executor =
      call -> {
        if (atOnce) {
          call.run();
        } else {
          calls.add(call);
        }
      };

  @BeforeEach
  void fill() {
    device.peer().airport("AK", "ANC", "Anchorage");
    one = device.peer().planned("AK", "ANC", "alice");
    other = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    holdfast =
        Holdfast.at(device.store())
            .transport(device.peer())
            .clock(Device.CLOCK)
            .sleeper(duration -> {})
            .observeOn(executor)
            .open(Device.key());
  }

  @AfterEach
  void close() {
    holdfast.close();
    device.close();
  }

  private Noting<Change> subscribed(long first) {
    Noting<Change> subscriber = new Noting<>(first);
    holdfast.changes().subscribe(subscriber);
    return subscriber;
  }

  private void arrive(UUID id) {
    holdfast.perform(id, "arrive", Map.of());
  }

  private static Change of(UUID... cases) {
    return new Change(Set.of(cases), Set.of());
  }

  @Test
  @DisplayName("is told changes one by one as long as it asks for them")
  void demand() {
    Noting<Change> subscriber = subscribed(Long.MAX_VALUE);

    arrive(one);
    arrive(other);

    assertThat(subscriber.told).containsExactly(of(one), of(other));
  }

  @Test
  @DisplayName("and is slow is told what it missed as one change, and no more than it asked for")
  void slow() {
    Noting<Change> subscriber = subscribed(0);
    arrive(one);
    arrive(other);
    assertThat(subscriber.told).isEmpty();

    subscriber.request(1);
    act(one, "record");
    assertThat(subscriber.told).containsExactly(of(one, other));

    subscriber.request(5);
    assertThat(subscriber.told).containsExactly(of(one, other), of(one));
  }

  private void act(UUID id, String action) {
    holdfast.perform(id, action, Map.of("findings", "none"));
  }

  @Test
  @DisplayName("is waited for by nobody: what comes while it is not called comes as one")
  void unhurried() {
    atOnce = false;
    Noting<Change> subscriber = subscribed(Long.MAX_VALUE);
    arrive(one);
    arrive(other);
    assertThat(calls).as("calls that wait").hasSize(1);

    calls.remove(0).run();

    assertThat(subscriber.told).containsExactly(of(one, other));
    assertThat(calls).isEmpty();
  }

  @Test
  @DisplayName("may ask for more while it is told, as often as it likes")
  void reentrant() {
    Noting<Change> subscriber =
        new Noting<>(1) {
          @Override
          public void onNext(Change item) {
            super.onNext(item);
            request(1);
          }
        };
    holdfast.changes().subscribe(subscriber);

    arrive(one);
    arrive(other);

    assertThat(subscriber.told).containsExactly(of(one), of(other));
  }

  @Test
  @DisplayName("and asks for less than one is told so, and nothing more")
  void misuse() {
    Noting<Change> subscriber = subscribed(0);

    subscriber.request(0);
    arrive(one);

    assertThat(subscriber.error).isInstanceOf(IllegalArgumentException.class);
    assertThat(subscriber.told).isEmpty();
    assertThat(subscriber.completions).isZero();
  }

  @Test
  @DisplayName("and has cancelled is told nothing more")
  void cancelled() {
    Noting<Change> subscriber = subscribed(Long.MAX_VALUE);
    subscriber.cancel();
    subscriber.request(3);

    arrive(one);
    holdfast.close();

    assertThat(subscriber.told).isEmpty();
    assertThat(subscriber.completions).isZero();
  }

  @Test
  @DisplayName("is told the end when the store is closed, also if it comes later")
  void completes() {
    Noting<Change> subscriber = subscribed(0);
    Noting<SyncState> states = new Noting<>(0);
    holdfast.syncStates().subscribe(states);

    holdfast.close();

    assertThat(subscriber.completions).isEqualTo(1);
    assertThat(states.completions).isEqualTo(1);
    assertThat(subscribed(1).completions).isEqualTo(1);
  }

  @Test
  @DisplayName("and fails harms nobody else, nor the store")
  void failing() {
    List<Change> watched = new ArrayList<>();
    holdfast.watch(
        change -> {
          throw new IllegalStateException("a window that was closed");
        });
    holdfast.watch(watched::add);
    Noting<Change> failing =
        new Noting<>(5) {
          @Override
          public void onNext(Change item) {
            super.onNext(item);
            throw new IllegalStateException("another one");
          }
        };
    holdfast.changes().subscribe(failing);
    Noting<Change> subscriber = subscribed(5);

    arrive(one);
    arrive(other);
    holdfast.sync();

    assertThat(holdfast.pending()).isEmpty();
    assertThat(watched).hasSizeGreaterThan(2);
    assertThat(subscriber.told).hasSizeGreaterThan(2);
    assertThat(failing.told).containsExactly(of(one));
  }

  @Test
  @DisplayName("can't be nobody")
  void nobody() {
    assertThatThrownBy(() -> holdfast.changes().subscribe(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  @DisplayName("without an executor is called by a thread of the library's own")
  void ownThread() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(1);
    List<String> threads = new ArrayList<>();
    Noting<Change> subscriber =
        new Noting<>(1) {
          @Override
          public void onNext(Change item) {
            threads.add(Thread.currentThread().getName());
            called.countDown();
          }
        };
    device.holdfast().changes().subscribe(subscriber);

    device.holdfast().perform(one, "arrive", Map.of());

    assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(threads).containsExactly("holdfast-observers");
  }
}
