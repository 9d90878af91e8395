package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a large table comes")
class MeanwhileTest {
  private static final int SEGMENT_SECONDS = 10;

  /**
   * So small that the table takes several turns, however far ahead segments are fetched: their time
   * passes then, not when they are applied.
   */
  private static final int SEGMENT_ROWS = 4;

  private final LargeTable data = new LargeTable(2);
  private final AtomicLong seconds = new AtomicLong();
  private volatile ConnectionKind connection = ConnectionKind.UNMETERED;
  private final Holdfast slow =
      Holdfast.at(data.device.store())
          .transport(data.device.peer())
          .clock(new SlowClock())
          .connection(() -> connection)
          .open(Device.key());

  /** Batches that had come before each segment. */
  private final List<Integer> batches = new ArrayList<>();

  /** Each segment takes its time. */
  private final class SlowClock extends Clock {
    @Override
    public ZoneId getZone() {
      return Device.CLOCK.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Device.CLOCK.instant().plusSeconds(seconds.get());
    }
  }

  @AfterEach
  void end() {
    slow.close();
    data.close();
  }

  MeanwhileTest() {
    data.device.peer().segments().ofRows(SEGMENT_ROWS);
  }

  private void atFirstSegment(Runnable what) {
    data.device
        .peer()
        .segments()
        .beforeEach(
            () -> {
              seconds.addAndGet(SEGMENT_SECONDS);
              batches.add(sent());
              if (batches.size() == 1) {
                what.run();
              }
            });
  }

  private int sent() {
    return data.device.peer().intake().batches().size();
  }

  private void arrive() {
    slow.perform(data.visit, "arrive", Map.of());
  }

  /** Gets the cases without the table. */
  private void casesOnly() {
    slow.restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
    connection = ConnectionKind.METERED;
    slow.sync();
    connection = ConnectionKind.UNMETERED;
  }

  @Test
  @DisplayName("what changes comes, and what is done is sent")
  void doesNotStarveChanges() {
    List<Integer> cases = new ArrayList<>();
    atFirstSegment(
        () -> {
          data.device.peer().planned("AK", "A5", "alice");
          arrive();
        });
    slow.watch(change -> cases.add(slow.cases().size()));

    SyncResult result = slow.sync();

    assertThat(cases).startsWith(1).contains(2);
    assertThat(batches).startsWith(0).endsWith(1);
    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(result.putOff()).isEqualTo(PutOff.NONE);
    assertThat(slow.query("SELECT iata FROM airport")).hasSize(LargeTable.ROWS);
    assertThat(data.device.peer().segments().bytesSent())
        .as("no byte twice")
        .isEqualTo(data.device.peer().segments().bytes());
  }

  @Test
  @DisplayName("what is done is sent by who keeps in sync, too, though nothing waited at first")
  void keepsInSync() throws InterruptedException {
    atFirstSegment(this::arrive);
    BlockingQueue<SyncResult> done = new LinkedBlockingQueue<>();
    Thread keeping =
        new Thread(() -> slow.syncUntilInterrupted(Duration.ofHours(1), done::add, away -> {}));
    keeping.start();
    try {
      SyncResult first = done.poll(30, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.up().applied()).isEqualTo(1);
      assertThat(batches).startsWith(0).endsWith(1);
    } finally {
      keeping.interrupt();
      keeping.join();
    }
  }

  @Test
  @DisplayName("what is done waits for the policy's pause")
  void sendPause() {
    casesOnly();
    arrive();
    connection = ConnectionKind.METERED;
    slow.sync();
    connection = ConnectionKind.UNMETERED;
    slow.restrict(PolicyValues.NONE.withSendPause(Duration.ofHours(1)));
    int before = sent();
    atFirstSegment(() -> slow.perform(data.visit, "record", Map.of("condition", "good")));

    slow.sync();

    assertThat(batches).hasSizeGreaterThan(3).containsOnly(before);
    assertThat(slow.pending()).hasSize(1);
  }

  @Test
  @DisplayName("what the server can't judge now is not sent again in each turn")
  void retried() {
    casesOnly();
    arrive();
    data.device.peer().intake().locked(data.visit, true);
    atFirstSegment(() -> {});

    slow.sync();

    assertThat(batches).hasSizeGreaterThan(3);
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("what can't be sent any more is not tried again in each turn, and told at the end")
  void tooLarge() {
    casesOnly();
    arrive();
    data.device.peer().faults().loseAnswer();
    assertThatThrownBy(slow::sync).isInstanceOf(UnreachableException.class);
    data.device.peer().reachable(true);
    data.device.peer().faults().refuseLargerThan(10);
    int before = sent();
    atFirstSegment(() -> {});

    assertThatThrownBy(slow::sync).isInstanceOf(SyncFailedException.class);

    assertThat(sent()).isEqualTo(before + 1);
    assertThat(slow.query("SELECT iata FROM airport")).hasSize(LargeTable.ROWS);
  }

  @Test
  @DisplayName(
      "and nothing else is new, the server is asked as by an idle device, and told nothing")
  void nothingElse() {
    atFirstSegment(() -> {});

    slow.sync();

    assertThat(data.device.peer().reports()).hasSize(2);
    assertThat(data.device.peer().requests())
        .filteredOn(request -> Objects.requireNonNull(request.take()).upTo() == Priority.FIRST)
        .hasSizeGreaterThan(2)
        .allMatch(request -> request.staging() == null);
  }

  @Test
  @DisplayName("the connection may go away: that is said, and what came is kept")
  void goesAway() {
    atFirstSegment(() -> connection = ConnectionKind.NONE);

    assertThatThrownBy(slow::sync)
        .isInstanceOfSatisfying(
            UnreachableException.class,
            e -> assertThat(e.reason()).isEqualTo(UnreachableException.Reason.OFFLINE));

    assertThat(slow.cases()).hasSize(1);
    connection = ConnectionKind.UNMETERED;
    slow.sync();
    assertThat(slow.query("SELECT iata FROM airport")).hasSize(LargeTable.ROWS);
  }

  @Test
  @DisplayName("each turn brings something, however long the server took to say what there is")
  void slowServer() {
    data.device.peer().faults().whileReading(() -> seconds.addAndGet(60));

    slow.sync();

    assertThat(slow.query("SELECT iata FROM airport")).hasSize(LargeTable.ROWS);
    assertThat(data.device.peer().requests()).hasSizeLessThan(4);
  }
}
