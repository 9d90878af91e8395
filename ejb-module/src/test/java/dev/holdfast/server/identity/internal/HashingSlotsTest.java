package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingSlotsTest {
  private static final Origin FLOOD = Origin.of("192.0.2.1");
  private static final Origin OTHER = Origin.of("192.0.2.2");

  private final HashingSlots slots = new HashingSlots(2);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdown();
  }

  @Test
  void aFloodFromOneOriginIsRefusedAtOnceAndLeavesPlacesToOthers() throws Exception {
    List<Future<Boolean>> started = flood(FLOOD, 100);

    assertThat(refusedNow(started)).isEqualTo(92);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> slots.run(FLOOD, () -> true))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });

    Future<Boolean> other = threads.submit(() -> slots.run(OTHER, () -> true));
    end.countDown();
    assertThat(other.get()).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void thereIsRoomAgainWhenTheOthersAreDone() throws Exception {
    List<Future<Boolean>> started = flood(FLOOD, 8);
    end.countDown();
    for (Future<Boolean> each : started) {
      assertThat(each.get()).isTrue();
    }

    assertThat(slots.run(FLOOD, () -> true)).isTrue();
  }

  /** Calls that last until the end; false from one that was refused. */
  private List<Future<Boolean>> flood(Origin origin, int calls) {
    List<Future<Boolean>> started = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      started.add(threads.submit(() -> call(origin)));
    }
    return started;
  }

  private boolean call(Origin origin) throws InterruptedException {
    try {
      return slots.run(
          origin,
          () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            awaitEnd();
            atOnce.decrementAndGet();
            return true;
          });
    } catch (RefusedException refused) {
      return false;
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until all but those with a place have been refused. */
  private static long refusedNow(List<Future<Boolean>> started) throws Exception {
    long refused = 0;
    for (int open = started.size(); open > 8; open = open(started)) {
      Thread.onSpinWait();
    }
    for (Future<Boolean> each : started) {
      refused += each.isDone() && !each.get() ? 1 : 0;
    }
    return refused;
  }

  private static int open(List<Future<Boolean>> started) {
    return (int) started.stream().filter(each -> !each.isDone()).count();
  }
}
