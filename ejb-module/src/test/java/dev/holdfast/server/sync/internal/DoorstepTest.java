package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Priority;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.sync.api.Doorbell;
import dev.holdfast.server.tables.internal.BucketChanges;
import dev.holdfast.server.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What devices are handed at the door, beside what they would get if they came. One server for all,
 * and a device of its own for each test.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DoorstepTest {
  private static final List<String> STATES = StreamData.STATES;
  private static final Subject END = new Subject(Subject.USER, "alice");
  private static final int PATIENCE_SECONDS = 60;

  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Bell> rung = new LinkedBlockingQueue<>();
  private final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Bell> served = new LinkedBlockingQueue<>();

  @SuppressWarnings("NullAway.Init")
  private StreamHarness server;

  private UUID id = UUID.randomUUID();
  private MemoryDevice copy = new MemoryDevice();

  @BeforeAll
  void begin() throws Exception {
    server = new StreamHarness(this::watch);
    start(
        () ->
            server
                .doorstep()
                .run(
                    new Doorstep.Outcome() {
                      @Override
                      public void handed(Bell bell) {
                        served.add(bell);
                      }

                      @Override
                      public void refused(Bell bell) {
                        rung.add(bell);
                      }
                    }));
  }

  @BeforeEach
  void device() {
    id = UUID.randomUUID();
    copy = new MemoryDevice();
    rung.clear();
    handed.clear();
    served.clear();
  }

  private record Handed(String from, byte[] stream) {}

  /** A way to a device that takes what it is handed, or does not. */
  private final class Way implements Doorbell.Wire {
    private final boolean takes;

    Way(boolean takes) {
      this.takes = takes;
    }

    @Override
    public boolean ring(boolean summons) {
      return true;
    }

    @Override
    public boolean delta(String from, List<byte[]> packed) {
      return takes && handed.add(new Handed(from, unpacked(packed)));
    }

    @Override
    public boolean beat() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static byte[] unpacked(List<byte[]> packed) {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    packed.forEach(members::writeBytes);
    try {
      return new GZIPInputStream(new ByteArrayInputStream(members.toByteArray())).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Watch watch(TestDatabase database) {
    Watcher watcher =
        new Watcher(
            database.dataSource(),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            List.of(new BucketChanges()),
            List.of());
    start(watcher::run);
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    return watcher;
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  @AfterAll
  void end() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  private void sync() throws Exception {
    var answer = server.quickly(copy.request().asFresh(), STATES, id);
    if (answer.isPresent()) {
      copy.receive(answer.get());
    }
  }

  private void rename(String iata) {
    server
        .database
        .jdbc()
        .update("UPDATE demo.airport SET name = name || '!' WHERE iata = ?", iata);
    assertThat(server.watch().sees(Duration.ZERO)).isTrue();
  }

  private void offer(boolean takes) throws Exception {
    assertThat(
            server
                .doorstep()
                .offer(server.bell(STATES, id, END, new Way(takes)), System.nanoTime()))
        .isTrue();
  }

  private Handed handed() throws InterruptedException {
    Handed one = handed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(one).as("what is handed over").isNotNull();
    return one;
  }

  /** It reports that it has what it was handed, which the server has noted by then. */
  private void heard() throws InterruptedException {
    assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("who is served").isNotNull();
    server.heard(id);
  }

  private void assertRung() throws InterruptedException {
    assertThat(rung.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("who is rung").isNotNull();
    assertThat(handed).isEmpty();
  }

  @Test
  void aKnownDeviceIsHandedWhatItWouldGetOneAfterTheOther() throws Exception {
    sync();
    for (String iata : List.of("A3", "A5", "A3")) {
      rename(iata);
      offer(true);
      Handed one = handed();
      assertThat(one.from()).isEqualTo(copy.request().checkpoint());
      assertThat(copy.receive(one.stream())).isEqualTo(1);
      heard();
    }

    assertThat(server.quickly(copy.request().asFresh(), STATES, id)).isEmpty();
    assertThat(rung).isEmpty();
  }

  @Test
  void whoTakesLessIsHandedWhatItTakesAndIsLeftAloneOfTheRest() throws Exception {
    server.large(10);
    try {
      copy.take(Priority.LAST, false);
      sync();
      assertThat(copy.later()).hasSize(2);
      rename("A3");
      offer(true);
      assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
      assertThat(handed).isEmpty();

      server.database.jdbc().update("UPDATE holdfast.case_file SET version = version + 1");
      assertThat(server.watch().sees(Duration.ZERO)).isTrue();
      offer(true);

      assertThat(copy.receive(handed().stream())).isPositive();
      assertThat(copy.header().later()).containsExactlyElementsOf(copy.later());
      DeviceStreamTest.assertConverged(server, copy);
      heard();
      assertThat(server.quickly(copy.request().asFresh(), STATES, id)).isEmpty();
      copy.take(Priority.LAST, true);
      assertThat(server.quickly(copy.request().asFresh(), STATES, id)).isPresent();
    } finally {
      server.large(Integer.MAX_VALUE);
    }
  }

  @Test
  void whoMissedWhatItWasHandedGetsItWhenItComes() throws Exception {
    sync();
    rename("A3");
    offer(true);
    handed();

    assertThat(copy.receive(server.quickly(copy.request().asFresh(), STATES, id).orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void whoWasNotHeardOfSinceTheLastTimeIsRung() throws Exception {
    sync();
    rename("A3");
    offer(true);
    handed();
    rename("A5");
    offer(true);

    assertRung();
  }

  @Test
  void whoHasComeForItMeanwhileIsNotRung() throws Exception {
    sync();
    rename("A3");
    sync();
    offer(true);

    assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    assertThat(rung).isEmpty();
    assertThat(handed).isEmpty();
  }

  @Test
  void whoIsNotKnownHereIsRung() throws Exception {
    rename("A3");
    offer(true);

    assertRung();
  }

  @Test
  void whoDoesNotTakeItNowIsRungAndStandsWhereItStood() throws Exception {
    sync();
    rename("A3");
    offer(false);

    assertRung();
    assertThat(copy.receive(server.quickly(copy.request().asFresh(), STATES, id).orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void whoseRightsMayHaveEndedIsRung() throws Exception {
    sync();
    Bell before = server.bell(STATES, id, END, new Way(true));
    rename("A3");
    server.watch().mark(END).changed(server.watch().last());
    server.doorstep().offer(before, System.nanoTime());

    assertRung();
  }

  @Test
  void whoHasWaitedTooLongIsLeftToWhoRingsByThen() throws Exception {
    sync();
    rename("A3");
    Bell late = server.bell(STATES, id, END, new Way(true));
    server.doorstep().offer(late, System.nanoTime() - Doorstep.PATIENCE.toNanos());
    offer(true);

    assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull().isNotSameAs(late);
    assertThat(handed).hasSize(1);
    assertThat(rung).isEmpty();
  }

  @Test
  void whoLacksMoreThanIsHandedOverIsRung() throws Exception {
    sync();
    server
        .database
        .jdbc()
        .update(
            "UPDATE demo.airport SET name = (SELECT string_agg(md5(i::text), '') FROM"
                + " generate_series(1, 6000) AS i) WHERE iata = 'A3'");
    assertThat(server.watch().sees(Duration.ZERO)).isTrue();
    offer(true);

    assertRung();
  }
}
