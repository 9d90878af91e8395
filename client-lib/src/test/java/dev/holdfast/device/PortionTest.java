package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sync that brings a large table")
class PortionTest {
  private static final String LAST =
      Peer.demo().replace("    receive: changes", "    receive: changes\n    priority: last");
  private static final String FIRST = LAST.replace("priority: last", "priority: first");

  private static List<Priority> asked(Device device) {
    return device.peer().requests().stream()
        .map(request -> Objects.requireNonNull(request.take()).upTo())
        .distinct()
        .toList();
  }

  @Test
  @DisplayName("has the cases visible before that, each portion as a checkpoint of its own")
  void casesFirst() {
    try (LargeTable data = new LargeTable(1)) {
      List<String> seen = new ArrayList<>();
      data.holdfast()
          .watch(
              change -> {
                int cases = data.holdfast().cases().size();
                try {
                  seen.add(cases + " and " + data.airports());
                } catch (NotReceivedException e) {
                  seen.add(cases + " and not received");
                }
              });

      SyncResult result = data.sync();

      assertThat(seen).containsExactly("1 and not received", "1 and 120");
      assertThat(result.kind()).isEqualTo(SyncResult.Kind.FULL);
      assertThat(result.putOff()).isEqualTo(PutOff.NONE);
      assertThat(result.down().rows()).as("the case is in two buckets").isEqualTo(122);
      assertThat(asked(data.device)).containsExactly(Priority.FIRST, Priority.NORMAL);
      assertThat(data.device.peer().reports())
          .extracting(SyncReport::kind)
          .containsExactly("full", "delta");
      assertThat(data.device.peer().reports().stream().mapToLong(SyncReport::rows).sum())
          .isEqualTo(122);
      assertThat(data.device.leftOver()).isZero();
    }
  }

  @Test
  @DisplayName("has it with the cases where the package says so, and last where it says that")
  void priorities() {
    try (LargeTable data = new LargeTable(1)) {
      data.device.peer().deploy(FIRST);
      data.sync();
      assertThat(asked(data.device)).containsExactly(Priority.FIRST);
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
    try (LargeTable data = new LargeTable(1)) {
      data.device.peer().deploy(LAST);
      data.device.peer().large(1_000);
      data.sync();
      assertThat(asked(data.device))
          .containsExactly(Priority.FIRST, Priority.NORMAL, Priority.LAST);
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
  }

  @Test
  @DisplayName("is one as ever where nothing is large")
  void small() {
    try (LargeTable data = new LargeTable(1)) {
      data.device.peer().large(1_000);
      data.sync();
      assertThat(data.device.peer().reports()).hasSize(1);
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
  }

  @Test
  @DisplayName("that is killed in it goes on there, with the cases in hand")
  void killed() {
    try (LargeTable data = new LargeTable(4)) {
      data.device.peer().faults().afterSegments(2);
      data.device.peer().faults().dieInSegmentAt(10);
      assertThatThrownBy(data::sync).isInstanceOf(Death.class);

      data.device.kill();

      assertThat(data.holdfast().cases()).hasSize(1);
      assertThat(data.holdfast().status().notReceived()).containsExactly(LargeTable.TABLE);
      data.device.peer().faults().none();
      data.holdfast().perform(data.visit, "arrive", Map.of());
      data.device.peer().planned("AK", "A9", "alice");
      assertThat(data.sync().up().applied()).isEqualTo(1);
      assertThat(data.holdfast().cases()).hasSize(2);
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
  }

  @Test
  @DisplayName("is not begun anew by a server that knows nothing of portions")
  void olderServer() {
    try (LargeTable data = new LargeTable(2)) {
      data.device.peer().large(Integer.MAX_VALUE);
      data.sync();

      assertThat(data.device.peer().requests()).extracting(SyncRequest::take).doesNotContainNull();
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whateverHappensBetweenCutsTheDeviceConverges(
      @ForAll @Size(min = 2, max = 10) List<@IntRange(min = 0, max = 15) Integer> events,
      @ForAll @IntRange(min = 1, max = 900) int cut,
      @ForAll int seed) {
    try (LargeTable data = new LargeTable(seed)) {
      int round = 0;
      for (int event : events) {
        happens(data, event, round++);
        data.device.peer().faults().afterSegments(event % 4);
        if (event % 3 == 0) {
          data.device.peer().faults().dieInSegmentAt(cut * round % 900 + 1);
        } else {
          data.device.peer().faults().cutSegmentAndGoAt(cut * round % 900 + 1);
        }
        if (event % 5 == 0) {
          data.device.peer().faults().cutStreamAndGoAt(cut * round * 13 % 9_000 + 1);
        }
        try {
          data.syncOrNot();
        } catch (Death e) {
          data.device.peer().reachable(true);
          data.device.kill();
        }
        assertWhole(data);
      }
      data.device.peer().faults().none();
      data.device.peer().deploy(Peer.demo());
      data.device.connected(ConnectionKind.UNMETERED);
      data.sync();
      data.sync();

      assertThat(data.holdfast().status().notReceived()).isEmpty();
      assertThat(data.airports())
          .isEqualTo(
              Objects.requireNonNull(
                      data.device.peer().expected().get(LargeTable.TABLE + "[state=AK]"))
                  .size());
      assertThat(data.holdfast().verify().match()).isTrue();
      assertThat(data.device.leftOver()).isZero();
      assertThat(data.device.peer().ordered()).isFalse();
      assertThat(data.device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }
  }

  /** What is there is whole, and what is not says so. */
  private static void assertWhole(LargeTable data) {
    if (!data.holdfast().status().checkpoint()) {
      return;
    }
    assertThat(data.holdfast().verify().match()).isTrue();
    boolean received = data.holdfast().status().notReceived().isEmpty();
    try {
      assertThat(data.airports()).isPositive();
      assertThat(received).isTrue();
    } catch (NotReceivedException e) {
      assertThat(received).isFalse();
    }
  }

  private static void happens(LargeTable data, int event, int round) {
    Peer peer = data.device.peer();
    switch (event) {
      case 0 -> peer.airport("AK", "A" + round * 7, null);
      case 1 -> peer.airport("AK", "A" + round * 5, "Changed " + round);
      case 2 -> peer.airport("AK", "N" + round, "New");
      case 3 -> peer.orderResync();
      case 4 -> peer.segments().renew();
      case 5 -> peer.segments().forget();
      case 6 -> peer.segments().lose();
      case 7 -> peer.large(1_000);
      case 8 -> peer.segments().makeLater(1 + round % 3);
      case 9 -> peer.large(50);
      case 10 -> data.device.connected(ConnectionKind.METERED);
      case 11 -> data.device.connected(ConnectionKind.UNMETERED);
      case 12 -> data.holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
      case 13 -> peer.deploy(round % 2 == 0 ? LAST : FIRST);
      case 14 -> peer.planned("AK", "A" + round, "alice");
      default -> peer.large(1);
    }
  }

  @Test
  @DisplayName("heals what is damaged with what is urgent, and does not make one of all")
  void heals() {
    try (LargeTable data = new LargeTable(1)) {
      data.holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
      data.device.connected(ConnectionKind.METERED);
      data.sync();
      data.device.tamper("inspection", "DELETE FROM %s");
      assertThat(data.holdfast().verify().match()).isFalse();
      data.device.connected(ConnectionKind.UNMETERED);
      data.device.peer().requests().clear();

      SyncResult result = data.sync();

      assertThat(result.healed()).isNotEmpty();
      assertThat(asked(data.device)).containsExactly(Priority.FIRST, Priority.NORMAL);
      assertThat(data.holdfast().cases()).hasSize(1);
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    }
  }

  @Test
  @DisplayName("that is cut in it says what was done until then")
  void cut() {
    try (LargeTable data = new LargeTable(2)) {
      data.device.peer().faults().afterSegments(1);
      data.device.peer().faults().cutSegmentAndGoAt(10);

      assertThatThrownBy(data::sync)
          .isInstanceOfSatisfying(
              UnreachableException.class,
              e -> {
                assertThat(e.unfinishedSync().orElseThrow().traffic().received()).isPositive();
                assertThat(e.unfinishedSync().orElseThrow().rows()).isPositive();
              });
      assertThat(data.holdfast().cases()).hasSize(1);
    }
  }
}
