package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Progress.Stage;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnfinishedSync;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is cancelled")
class CancellationTest {
  private static final int ROWS = 5000;

  private final Device device = Device.alice(2);
  private final Cancellation cancellation = new Cancellation();
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void fill() {
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Airport " + i);
    }
    inspection = device.peer().planned("AK", "A0", "alice");
  }

  @AfterEach
  void close() {
    device.close();
  }

  private Holdfast holdfast() {
    return device.holdfast();
  }

  /** Ends a sync at the beginning of a stage. */
  private CancelledException cancelAt(Stage stage) {
    return catchThrowableOfType(
        CancelledException.class,
        () ->
            holdfast()
                .sync(
                    progress -> {
                      if (progress.stage() == stage) {
                        cancellation.cancel();
                      }
                    },
                    cancellation));
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"SENDING", "RECEIVING", "SWITCHING", "FINISHING"})
  @DisplayName("in any stage of a sync goes on with the next one")
  void anyStage(Stage stage) {
    holdfast().sync();
    holdfast().perform(inspection, "arrive", Map.of());
    device.peer().airport("AK", "FAI", "Fairbanks");

    assertThat(cancelAt(stage)).as("cancelled at %s", stage).isNotNull();

    SyncResult result = holdfast().sync();
    assertThat(result.up().sent()).isEqualTo(1);
    assertThat(device.peer().judged()).hasSize(1);
    assertThat(holdfast().query("SELECT * FROM airport")).hasSize(ROWS + 1);
    assertThat(holdfast().verify().match()).isTrue();
    assertThat(device.leftOver()).isZero();
  }

  @Test
  @DisplayName("in the middle of a stream keeps what came, and fetches it no more")
  void middle() {
    AtomicInteger reads = new AtomicInteger();
    device
        .peer()
        .faults()
        .whileReading(
            () -> {
              if (reads.incrementAndGet() == 20) {
                cancellation.cancel();
              }
            });

    assertThatThrownBy(() -> holdfast().sync(progress -> {}, cancellation))
        .isInstanceOfSatisfying(
            CancelledException.class,
            e -> {
              UnfinishedSync done = e.unfinishedSync().orElseThrow();
              assertThat(done.rows()).isPositive().isLessThan(ROWS);
              assertThat(done.upToDate()).isFalse();
            });

    long first = holdfast().sync().down().rows();
    assertThat(first).isLessThan(ROWS).isPositive();
    assertThat(holdfast().query("SELECT * FROM airport")).hasSize(ROWS);
  }

  @Test
  @DisplayName("between two batches leaves the second as it was")
  void batches() {
    holdfast().sync();
    holdfast().perform(inspection, "arrive", Map.of());
    IntStream.range(0, 150)
        .forEach(i -> holdfast().perform(inspection, "record", Map.of("findings", "n" + i)));

    // The first answer tells of a change.
    try (var watching = holdfast().watch(change -> cancellation.cancel())) {
      assertThatThrownBy(() -> holdfast().sync(progress -> {}, cancellation))
          .isInstanceOfSatisfying(
              CancelledException.class,
              e -> {
                UnfinishedSync done = e.unfinishedSync().orElseThrow();
                assertThat(done.up()).isEqualTo(new SyncResult.Up(100, 100, 0, 0));
                assertThat(done.pending()).isEqualTo(51);
              });
    }

    assertThat(holdfast().pending())
        .hasSize(51)
        .extracting(PendingAction::status)
        .containsOnly(ActionStatus.PENDING);
    assertThat(holdfast().sync().up().sent()).isEqualTo(151);
    assertThat(device.peer().judged()).hasSize(151);
  }

  @Test
  @DisplayName("while it waits to try again ends then, and is not taken for a server that is away")
  void waiting() {
    holdfast().sync();
    device.peer().airport("AK", "FAI", "Fairbanks");
    device.peer().faults().cutStreamAndGoAt(10);
    AtomicInteger slept = new AtomicInteger();
    try (Holdfast other =
        Holdfast.at(device.store())
            .transport(device.peer())
            .clock(Device.CLOCK)
            .sleeper(
                time -> {
                  slept.incrementAndGet();
                  assertThat(time).isLessThanOrEqualTo(Duration.ofMillis(100));
                  cancellation.cancel();
                })
            .open(Device.key())) {
      assertThatThrownBy(() -> other.sync(progress -> {}, cancellation))
          .isInstanceOf(CancelledException.class);
    }
    assertThat(slept).hasValue(1);
  }

  @Test
  @DisplayName("before it begins has asked nobody")
  void before() {
    cancellation.cancel();
    device.peer().requests().clear();

    assertThatThrownBy(() -> holdfast().sync(progress -> {}, cancellation))
        .isInstanceOfSatisfying(
            CancelledException.class, e -> assertThat(e.unfinishedSync()).isEmpty());
    assertThatThrownBy(() -> holdfast().verify(progress -> {}, cancellation))
        .isInstanceOf(CancelledException.class);
    assertThatThrownBy(() -> holdfast().checkIntegrity(progress -> {}, cancellation))
        .isInstanceOf(CancelledException.class);
    assertThatThrownBy(
            () -> Holdfast.at(device.store()).cancellation(cancellation).open(Device.key()))
        .isInstanceOf(CancelledException.class);

    assertThat(device.peer().requests()).isEmpty();
    assertThat(holdfast().cases()).isEmpty();
  }

  @Test
  @DisplayName("by an interruption leaves the thread interrupted")
  void interrupted() {
    device.peer().faults().whileReading(() -> Thread.currentThread().interrupt());

    assertThatThrownBy(holdfast()::sync).isInstanceOf(CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
    device.peer().faults().whileReading(() -> {});
    assertThat(holdfast().sync().kind()).isEqualTo(SyncResult.Kind.FULL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("while rows are verified or the file is checked changes nothing")
  void reading(boolean verifies) {
    holdfast().sync();

    assertThatThrownBy(
            () -> {
              if (verifies) {
                holdfast().verify(progress -> cancellation.cancel(), cancellation);
              } else {
                holdfast().checkIntegrity(progress -> cancellation.cancel(), cancellation);
              }
            })
        .isInstanceOf(CancelledException.class);

    assertThat(holdfast().verify().match()).isTrue();
    assertThat(holdfast().checkIntegrity().isSound()).isTrue();
  }
}
