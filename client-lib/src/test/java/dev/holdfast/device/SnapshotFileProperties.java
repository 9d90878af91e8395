package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SnapshotFileException.Reason;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A device begins from a snapshot file, whatever happens to it, to the file and to the server. */
class SnapshotFileProperties {
  private static final int ROWS = 120;
  private static final int SEGMENT_ROWS = 20;
  private static final User OF_TWO_STATES =
      new User("carol", Set.of("inspector"), Map.of("states", List.of("AK", "WA")));

  private static Device withRows(int seed) {
    Device device = Device.alice(seed);
    device.peer().segments().ofRows(SEGMENT_ROWS);
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name \"" + i + "\"");
      device.peer().airport("WA", "W" + i, "Another");
    }
    device.peer().planned("AK", "A1", "alice");
    return device;
  }

  /** For somebody who holds more than alice. */
  private static Path file(Device device) {
    Path file = device.store().resolveSibling("snapshot");
    device.peer().snapshot(file, OF_TWO_STATES);
    return file;
  }

  @Example
  void whatIsInTheFileDoesNotComeOverTheNetwork() {
    try (Device device = withRows(1)) {
      Path file = file(device);

      SyncResult result = device.holdfast().syncFrom(file);

      assertThat(result.kind()).isEqualTo(SyncResult.Kind.FULL);
      assertThat(result.down().fromFile().rows()).isEqualTo(ROWS + 1);
      assertThat(result.down().fromFile().damaged()).isZero();
      assertThat(device.peer().segments().answers()).isZero();
      assertThat(device.peer().rowsSent()).isLessThanOrEqualTo(1);
      assertSame(device, ROWS);
    }
  }

  @Example
  void whatChangedSinceComesAsRows() {
    try (Device device = withRows(2)) {
      Path file = file(device);
      device.peer().airport("AK", "A5", null);
      device.peer().airport("AK", "A6", "Changed");
      device.peer().airport("AK", "N1", "New");

      device.holdfast().syncFrom(file);

      assertThat(device.peer().segments().answers()).isZero();
      assertThat(device.peer().rowsSent()).isLessThanOrEqualTo(4);
      assertSame(device, ROWS);
    }
  }

  @Example
  void whereZstdCantBeReadTheFileIsOfNoUseAndSaysSo() {
    try (Device device = withRows(3)) {
      Path file = file(device);
      device.reopenWithoutZstd();

      assertThatThrownBy(() -> device.holdfast().syncFrom(file))
          .isInstanceOfSatisfying(
              SnapshotFileException.class,
              e -> assertThat(e.reason()).isEqualTo(SnapshotFileException.Reason.USELESS));
      assertThat(device.peer().segments().answers()).isZero();
    }
  }

  @Example
  void aDeviceThatHoldsEverythingDoesNotNeedIt() {
    try (Device device = withRows(3)) {
      device.holdfast().sync();
      Path file = file(device);

      SyncResult result = device.holdfast().syncFrom(file);

      assertThat(result.down().fromFile()).isEqualTo(SyncResult.FromFile.NOTHING);
      assertSame(device, ROWS);
    }
  }

  @Example
  void aResyncTakesItToo() {
    try (Device device = withRows(3)) {
      device.holdfast().sync();
      Path file = file(device);
      int before = device.peer().segments().answers();
      device.peer().orderResync();

      SyncResult result = device.holdfast().syncFrom(file);

      assertThat(result.down().fromFile().rows()).isEqualTo(ROWS + 1);
      assertThat(device.peer().segments().answers()).isEqualTo(before);
      assertThat(device.peer().ordered()).isFalse();
      assertSame(device, ROWS);
    }
  }

  @Example
  void nothingOfOthersIsInTheFileInPlainText() throws IOException {
    try (Device device = withRows(4)) {
      String text = Files.readString(file(device), StandardCharsets.ISO_8859_1);

      assertThat(text).contains("airfield-inspection").doesNotContain("state=", "alice", "airport");
    }
  }

  @Example
  void aFileOfAnotherServerIsRefusedAndNothingIsReceived() {
    try (Device device = withRows(5)) {
      Path file = file(device);
      device.peer().snapshots().forget();

      assertThatThrownBy(() -> device.holdfast().syncFrom(file))
          .isInstanceOfSatisfying(
              SnapshotFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN));

      assertThat(device.holdfast().status().rows()).isZero();
      device.holdfast().sync();
      assertSame(device, ROWS);
    }
  }

  @Example
  void whatIsNoSnapshotFileSaysSo() throws IOException {
    try (Device device = withRows(6)) {
      Path file = device.store().resolveSibling("other");

      assertThat(reason(device, file)).isEqualTo(Reason.UNREADABLE);
      Files.writeString(file, "holdfast-queue 1\n");
      assertThat(reason(device, file)).isEqualTo(Reason.NOT_A_SNAPSHOT);
      Files.writeString(file, "holdfast-snapshot 2\n");
      assertThat(reason(device, file)).isEqualTo(Reason.TOO_NEW);
      Files.writeString(file, "");
      assertThat(reason(device, file)).isEqualTo(Reason.NOT_A_SNAPSHOT);
      assertThat(device.peer().requests()).isEmpty();
    }
  }

  private static Reason reason(Device device, Path file) {
    try {
      device.holdfast().syncFrom(file);
    } catch (SnapshotFileException e) {
      return e.reason();
    }
    throw new AssertionError("it was taken");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whateverIsChangedInTheFileTheDeviceHoldsTheServersRows(
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change,
      @ForAll boolean cut,
      @ForAll boolean gone)
      throws IOException {
    try (Device device = withRows(place)) {
      Path file = file(device);
      byte[] bytes = Files.readAllBytes(file);
      int at = (int) ((long) place * bytes.length / 1_000_001);
      bytes[at] ^= (byte) change;
      Files.write(file, cut ? Arrays.copyOf(bytes, at) : bytes);
      if (gone) {
        device.peer().segments().forget();
      }

      try {
        device.holdfast().syncFrom(file);
        assertThat(cut).as("a part of a file is none").isFalse();
      } catch (SnapshotFileException e) {
        assertThat(device.holdfast().status().rows()).isZero();
        device.holdfast().sync();
      }

      assertSame(device, ROWS);
    }
  }

  @Example
  void aBucketThatIsDamagedComesFromTheServer() throws IOException {
    try (Device device = withRows(7)) {
      Path file = file(device);
      damage(device, file, 1);
      device.peer().segments().forget();

      SyncResult result = device.holdfast().syncFrom(file);

      assertThat(result.down().fromFile().damaged()).isPositive();
      assertSame(device, ROWS);
    }
  }

  private static void damage(Device device, Path file, int segment) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) device.peer().snapshots().placeOf(segment) + 20] ^= 1;
    Files.write(file, bytes);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void anyNumberOfCutsKillsAndChangesLeadsToTheSameAsNone(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 0, max = 8) Integer> events,
      @ForAll @IntRange(min = 1, max = 900) int cut,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      Path file = file(device);
      int round = 0;
      for (int event : events) {
        happens(device, event, ++round);
        device.peer().faults().cutStreamAndGoAt(cut * round * 13 % 9_000 + 1);
        syncOrNot(device, event == 7 ? null : file);
        if (event == 8) {
          device.kill();
        }
      }
      device.peer().faults().none();
      device.holdfast().syncFrom(file);

      assertSame(device, device.holdfast().query("SELECT iata FROM airport").size());
      assertThat(device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }
  }

  private static void happens(Device device, int event, int round) {
    switch (event) {
      case 0 -> device.peer().airport("AK", "A" + round * 7, null);
      case 1 -> device.peer().airport("AK", "A" + round * 5, "Changed " + round);
      case 2 -> device.peer().airport("AK", "N" + round, "New");
      case 3 -> device.peer().orderResync();
      case 4 -> device.peer().segments().forget();
      case 5 -> device.peer().segments().ofRows(round % 2 * SEGMENT_ROWS);
      case 6 -> device.peer().segments().makeLater(1);
      default -> device.peer().reachable(true);
    }
  }

  private static void syncOrNot(Device device, @Nullable Path file) {
    try {
      if (file == null) {
        device.holdfast().sync();
      } else {
        device.holdfast().syncFrom(file);
      }
    } catch (UnreachableException e) {
      device.peer().reachable(true);
    }
  }

  @Example
  void whatWasTakenBeforeAKillIsNotTakenAgain() throws IOException {
    try (Device device = withRows(8)) {
      Path whole = file(device);
      Path damaged = whole.resolveSibling("damaged");
      Files.copy(whole, damaged);
      int segments = segmentsOfAll(device);
      damage(device, damaged, 3);
      device.peer().faults().cutSegmentAndGoAt(1);
      syncOrNot(device, damaged);
      device.kill();

      SyncResult result = device.holdfast().syncFrom(whole);

      assertThat(result.down().fromFile().segments()).isBetween(1, segments - 1);
      assertSame(device, ROWS);
    }
  }

  @Example
  void withoutTheFileAKilledDeviceGoesOnOverTheNetwork() throws IOException {
    try (Device device = withRows(9)) {
      Path damaged = file(device);
      damage(device, damaged, 3);
      device.peer().faults().cutSegmentAndGoAt(1);
      syncOrNot(device, damaged);
      device.kill();
      device.peer().segments().forget();

      device.holdfast().sync();

      assertSame(device, ROWS);
    }
  }

  private static int segmentsOfAll(Device other) {
    try (Device device = withRows(8)) {
      return device.holdfast().syncFrom(file(device)).down().fromFile().segments();
    }
  }

  private static void assertSame(Device device, int rows) {
    assertThat(device.holdfast().query("SELECT iata FROM airport")).hasSize(rows);
    assertThat(
            device
                .peer()
                .expected()
                .getOrDefault("airfield-inspection/airport[state=AK]", Map.of()))
        .hasSize(rows);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().cases()).hasSize(1);
  }
}
