package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Progress.Stage;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Progress")
class ProgressTest {
  private static final int ROWS = 2500;

  /** The airports, and the case in both of its buckets. */
  private static final int ALL = ROWS + 2;

  private static final int PAGE_BYTES = 4096;

  private final Device device = Device.alice(3);
  private final List<Progress> told = new ArrayList<>();
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

  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (Progress progress : told) {
      if (stages.isEmpty() || stages.get(stages.size() - 1) != progress.stage()) {
        stages.add(progress.stage());
      }
    }
    return stages;
  }

  private List<Progress> of(Stage stage) {
    return told.stream().filter(progress -> progress.stage() == stage).toList();
  }

  private Progress last(Stage stage) {
    List<Progress> all = of(stage);
    return all.get(all.size() - 1);
  }

  @Test
  @DisplayName("of a sync has all its stages, with what each came to")
  void sync() {
    device.holdfast().sync();
    told.clear();
    device.holdfast().perform(inspection, "arrive", Map.of());
    device.holdfast().perform(inspection, "record", Map.of("findings", "none"));
    device.peer().airport("AK", "FAI", "Fairbanks");

    device.holdfast().sync(told::add, cancellation);

    assertThat(stages())
        .containsExactly(Stage.SENDING, Stage.RECEIVING, Stage.SWITCHING, Stage.FINISHING);
    assertThat(last(Stage.SENDING).rows()).isEqualTo(2);
    assertThat(last(Stage.SENDING).bytes()).isPositive();
    assertThat(last(Stage.SENDING).ofRows()).isEqualTo(OptionalLong.of(2));
    assertThat(last(Stage.RECEIVING).rows()).as("airport, and case twice").isEqualTo(3);
    assertThat(last(Stage.RECEIVING).bytes()).isPositive();
  }

  @Test
  @DisplayName("goes on within a stage while time passes, and is told at each change without")
  void rate() {
    try (Holdfast watched = open(Duration.ofMillis(50))) {
      watched.sync(told::add, cancellation);
    }
    List<Progress> receiving = of(Stage.RECEIVING);
    assertThat(receiving).hasSizeGreaterThan(3);
    assertThat(receiving).extracting(Progress::rows).isSorted();
    assertThat(receiving.get(receiving.size() - 1).rows()).isEqualTo(ALL);
    int often = receiving.size();

    told.clear();
    device.peer().orderResync();
    device.holdfast().sync(told::add, cancellation);

    assertThat(of(Stage.RECEIVING)).hasSizeLessThan(often).hasSizeLessThanOrEqualTo(2);
  }

  private Holdfast open(Duration tick) {
    Holdfast other =
        Holdfast.at(device.store().resolveSibling("watched"))
            .transport(device.peer())
            .clock(new TickingClock(tick))
            .sleeper(duration -> {})
            .open(Device.key());
    other.signIn("https://peer.invalid", "alice", "secret", "watched");
    return other;
  }

  @Test
  @DisplayName("of segments counts rows of those that are still to come")
  void segments() {
    device.peer().segments().ofRows(500);

    device.holdfast().sync(told::add, cancellation);

    assertThat(last(Stage.RECEIVING).rows()).isEqualTo(ALL);
    assertThat(last(Stage.RECEIVING).ofRows().orElse(0)).isGreaterThanOrEqualTo(ROWS);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  @DisplayName("of a verification counts the rows held")
  void verify() {
    device.holdfast().sync();

    device.holdfast().verify(told::add, cancellation);

    assertThat(stages()).containsExactly(Stage.VERIFYING);
    assertThat(told.get(0).fraction()).hasValue(0);
    assertThat(last(Stage.VERIFYING).rows()).isEqualTo(ALL);
    assertThat(last(Stage.VERIFYING).fraction()).hasValue(1);
  }

  @Test
  @DisplayName("of a check says that it goes on, and not how far it is")
  void check() {
    device.holdfast().sync();

    assertThat(device.holdfast().checkIntegrity(told::add, cancellation).isSound()).isTrue();

    assertThat(stages()).containsExactly(Stage.CHECKING);
    assertThat(told.get(0).fraction()).isEmpty();
  }

  @Test
  @DisplayName("of a repair tells each of its stages")
  void repair() throws IOException {
    device.holdfast().sync();
    device.holdfast().close();
    try (FileChannel file =
        FileChannel.open(device.store().resolve("holdfast.db"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(PAGE_BYTES), 0);
    }

    assertThat(
            Holdfast.at(device.store())
                .clock(Device.CLOCK)
                .progress(told::add)
                .repair(Device.key())
                .wasNeeded())
        .isTrue();

    assertThat(stages()).containsExactly(Stage.UNLOCKING, Stage.SALVAGING, Stage.REBUILDING);
    assertThat(last(Stage.SALVAGING).fraction().orElse(0)).isBetween(0.9, 1.0);
    device.reopen(Long.MAX_VALUE);
  }

  @Test
  @DisplayName("whose listener fails is told no more, and nothing else comes of it")
  void failing() {
    List<SyncState> states = new ArrayList<>();
    device.holdfast().watch(change -> states.add(device.holdfast().syncState()));

    device
        .holdfast()
        .sync(
            progress -> {
              told.add(progress);
              throw new IllegalStateException("no window any more");
            },
            cancellation);

    assertThat(told).hasSize(1);
    assertThat(states)
        .as("what the device does goes on being told")
        .singleElement()
        .isInstanceOfSatisfying(
            SyncState.Running.class,
            running -> assertThat(running.progress().stage()).isEqualTo(Stage.SWITCHING));
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(ROWS);
  }

  @Test
  @DisplayName("of opening tells that the key is unwrapped")
  void open() {
    Holdfast.at(device.store().resolveSibling("fresh"))
        .progress(told::add)
        .open(KeyProtection.key(new byte[32]))
        .close();

    assertThat(stages()).containsExactly(Stage.UNLOCKING, Stage.UPGRADING);
  }
}
