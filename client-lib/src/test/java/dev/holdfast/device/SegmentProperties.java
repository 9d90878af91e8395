package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws 3, 4 and 5 for buckets that come in segments. */
class SegmentProperties {
  private static final int ROWS = 120;
  private static final int SEGMENT_ROWS = 20;

  private static Device withRows(int seed) {
    Device device = Device.alice(seed);
    device.peer().segments().ofRows(SEGMENT_ROWS);
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name \"" + i + "\"");
    }
    device.peer().planned("AK", "A1", "alice");
    return device;
  }

  @Example
  void segmentsAndWhatChangedSinceAreOneSync() {
    try (Device device = withRows(1)) {
      SyncResult result = device.holdfast().sync();

      assertThat(result.kind()).isEqualTo(SyncResult.Kind.FULL);
      assertThat(result.down().rows()).isEqualTo(ROWS + 2);
      assertThat(device.peer().requests()).hasSize(2);
      assertThat(device.peer().segments().answers()).isGreaterThan(ROWS / SEGMENT_ROWS - 1);
      assertSame(device, ROWS);
    }
  }

  @Example
  void segmentsThatAreBeingMadeAreAskedForAgain() {
    try (Device device = withRows(1)) {
      device.peer().segments().makeLater(2);

      device.holdfast().sync();

      assertThat(device.peer().requests()).hasSize(4);
      assertSame(device, ROWS);
    }
  }

  @Example
  void segmentsThatAreBeingMadeAnewLeaveWhatIsStored() {
    try (Device device = withRows(3)) {
      cutAfterSegments(device, 3);
      long before = device.peer().segments().bytesSent();
      device.peer().segments().renew();
      device.peer().segments().makeLater(1);

      device.holdfast().sync();

      assertSame(device, ROWS);
      long all = device.peer().segments().bytes();
      assertThat(device.peer().segments().bytesSent() - before).isLessThan(all * 3 / 4);
    }
  }

  @Example
  void whatIsHeldDoesNotStandInForSegmentsThatAreBeingMade() {
    try (Device device = withRows(6)) {
      device.holdfast().sync();
      device.peer().orderResync();
      device.peer().airport("AK", "N1", "New");
      device.peer().segments().forget();
      device.peer().segments().makeLater(1);

      device.holdfast().sync();

      assertSame(device, ROWS + 1);
    }
  }

  @Example
  void segmentsOfAnOlderSnapshotAreCompletedByWhatChanged() {
    try (Device first = withRows(1)) {
      first.holdfast().sync();
      first.peer().airport("AK", "A3", "Newest");
      first.peer().airport("AK", "A5", null);
      first.peer().airport("AK", "B1", "Another");
      first.peer().orderResync();
      long before = first.peer().rowsSent();

      first.holdfast().sync();

      assertThat(first.peer().rowsSent() - before).as("three changes, the case twice").isEqualTo(5);
      assertSame(first, ROWS);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void cutInSegmentsAnywhereEqualsUncutAndNoByteComesTwice(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 900) Integer> cuts,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      for (int cut : cuts) {
        device.peer().faults().cutSegmentAndGoAt(cut);
        syncOrNot(device);
      }
      device.peer().faults().none();
      device.holdfast().sync();

      assertSame(device, ROWS);
      assertThat(device.peer().segments().bytesSent()).isEqualTo(device.peer().segments().bytes());
    }
  }

  @Example
  void aCutAtEveryByteOfASegmentCostsNoByte() {
    try (Device device = withRows(7)) {
      device.peer().faults().cutSegmentAndGoAt(1);
      syncOrNot(device);
      for (int i = 0; i < 400; i++) {
        device.peer().faults().cutSegmentAndGoAt(1);
        syncOrNot(device);
      }
      device.peer().faults().none();
      device.holdfast().sync();

      assertSame(device, ROWS);
      assertThat(device.peer().segments().bytesSent()).isEqualTo(device.peer().segments().bytes());
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void killedInASegmentAnywhereGoesOn(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 900) Integer> kills,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      for (int kill : kills) {
        device.peer().faults().dieInSegmentAt(kill);
        try {
          device.holdfast().sync();
        } catch (Death e) {
          assertThat(device.holdfast().status().checkpoint()).isFalse();
          device.kill();
        }
      }
      device.peer().faults().none();
      device.holdfast().sync();

      assertSame(device, ROWS);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whateverHappensBetweenCutsTheDeviceConverges(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 0, max = 9) Integer> events,
      @ForAll @IntRange(min = 1, max = 900) int cut,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      int round = 0;
      for (int event : events) {
        happens(device, event, round++);
        device.peer().faults().cutSegmentAndGoAt(cut * round % 900 + 1);
        if (event % 2 == 0) {
          device.peer().faults().cutStreamAndGoAt(cut * round * 13 % 9_000 + 1);
        }
        syncOrNot(device);
      }
      device.peer().faults().none();
      device.holdfast().sync();

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
      case 4 -> device.peer().segments().renew();
      case 5 -> device.peer().segments().forget();
      case 6 -> device.peer().segments().lose();
      case 7 -> device.peer().segments().ofRows(0);
      case 8 -> device.peer().segments().makeLater(1 + round % 3);
      default -> device.peer().segments().ofRows(SEGMENT_ROWS);
    }
  }

  @Example
  void afterALossOnlyTheSegmentsThatChangedComeAgain() {
    try (Device device = withRows(3)) {
      cutAfterSegments(device, 3);
      long before = device.peer().segments().bytesSent();
      device.peer().airport("AK", "A99", "Changed");
      device.peer().segments().renew();

      device.holdfast().sync();

      assertSame(device, ROWS);
      long all = device.peer().segments().bytes();
      assertThat(device.peer().segments().bytesSent() - before).isLessThan(all * 3 / 4);
    }
  }

  /** Gets so many segments and the first byte of the next; afterwards the server has lost them. */
  private static void cutAfterSegments(Device device, int segments) {
    device.peer().faults().afterSegments(segments);
    device.peer().faults().cutSegmentAndGoAt(1);
    syncOrNot(device);
    device.peer().segments().lose();
  }

  @Example
  void aDamagedSegmentIsFetchedAgain() {
    try (Device device = withRows(4)) {
      device.peer().faults().corruptSegments(1);

      device.holdfast().sync();

      assertSame(device, ROWS);
    }
  }

  @Example
  void segmentsThatAreDamagedAlwaysAreDoneWithout() {
    try (Device device = withRows(5)) {
      device.peer().faults().corruptSegments(1_000);

      device.holdfast().sync();

      assertSame(device, ROWS);
    }
  }

  @Example
  void whereZstdCantBeReadSegmentsComeAsGzip() {
    try (Device device = withRows(6)) {
      device.reopenWithoutZstd();
      device.peer().faults().afterSegments(1);
      device.peer().faults().cutSegmentAndGoAt(10);
      syncOrNot(device);

      device.holdfast().sync();

      assertThat(device.peer().segments().codings()).containsExactly("gzip");
      assertThat(device.peer().requests())
          .allSatisfy(request -> assertThat(request.segments()).containsExactly("gzip"));
      assertSame(device, ROWS);
    }
  }

  @Example
  void whatCameAsZstdIsNoBeginningOfGzip() {
    try (Device device = withRows(7)) {
      device.peer().faults().afterSegments(1);
      device.peer().faults().cutSegmentAndGoAt(10);
      syncOrNot(device);
      device.reopenWithoutZstd();

      device.holdfast().sync();

      assertThat(device.peer().segments().codings()).containsExactly("zstd", "gzip");
      assertSame(device, ROWS);
    }
  }

  private static void syncOrNot(Device device) {
    try {
      device.holdfast().sync();
    } catch (UnreachableException e) {
      device.peer().reachable(true);
    }
  }

  private static void assertSame(Device device, int rows) {
    assertThat(device.holdfast().query("SELECT iata FROM airport")).hasSize(rows);
    assertThat(
            device
                .peer()
                .expected()
                .getOrDefault("airfield-inspection/airport[state=AK]", java.util.Map.of()))
        .hasSize(rows);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().cases()).hasSize(1);
  }
}
