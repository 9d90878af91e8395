package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Laws 3, 4 and 5: a sync may be cut or killed at any byte, any number of times. */
class ResumeProperties {
  private static final int ROWS = 120;
  private static final String AIRPORTS = "SELECT iata, name FROM airport ORDER BY iata";

  private static Device withRows(int seed) {
    Device device = Device.alice(seed);
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name " + i);
    }
    device.peer().planned("AK", "A1", "alice");
    return device;
  }

  @Property(tries = 40)
  void piecesEqualOneSyncAndNothingReceivedIsSentAgain(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 14_000) Integer> cuts,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      for (int cut : cuts) {
        cutAt(device, cut);
        assertThat(device.holdfast().status().checkpoint()).isEqualTo(finished(device));
      }
      device.holdfast().sync();

      assertThat(device.holdfast().query(AIRPORTS)).hasSize(ROWS);
      assertThat(device.holdfast().cases()).hasSize(1);
      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.peer().rowsSent())
          .as("rows and the case in two buckets")
          .isEqualTo(ROWS + 2);
    }
  }

  private static boolean finished(Device device) {
    return !device.peer().reports().isEmpty();
  }

  private static void cutAt(Device device, int bytes) {
    device.peer().faults().cutStreamAndGoAt(bytes);
    try {
      device.holdfast().sync();
    } catch (UnreachableException e) {
      device.peer().reachable(true);
    }
  }

  @Property(tries = 30)
  void aDeltaCutOrKilledAnywhereStaysInvisibleUntilItIsWhole(
      @ForAll @IntRange(min = 1, max = 6_000) int cut,
      @ForAll boolean killed,
      @ForAll boolean changedMeanwhile,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      device.holdfast().sync();
      List<Map<String, @Nullable Object>> before = device.holdfast().query(AIRPORTS);
      for (int i = 0; i < ROWS; i += 3) {
        device.peer().airport("AK", "A" + i, i % 2 == 0 ? null : "New " + i);
      }
      boolean whole = cutOrKill(device, cut, killed);
      if (!whole) {
        assertThat(device.holdfast().query(AIRPORTS)).isEqualTo(before);
        assertThat(device.holdfast().verify().match()).isTrue();
      }
      if (changedMeanwhile) {
        device.peer().airport("AK", "A3", "Newest");
        device.peer().airport("AK", "A0", "Back");
        device.peer().airport("AK", "A9", null);
      }
      device.holdfast().sync();

      Map<String, String> expected =
          Objects.requireNonNull(
              device.peer().expected().get("airfield-inspection/airport[state=AK]"));
      assertThat(device.holdfast().query(AIRPORTS)).hasSameSizeAs(expected.keySet());
      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }
  }

  @Property(tries = 30)
  void aTransactionOfManyRowsThatIsCutInItsMiddleGoesOnThere(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 9_000) Integer> cuts,
      @ForAll boolean fromNothing,
      @ForAll boolean killed,
      @ForAll int seed) {
    try (Device device = Device.alice(seed)) {
      if (!fromNothing) {
        device.holdfast().sync();
      }
      Map<String, @Nullable String> names = new HashMap<>();
      IntStream.range(0, ROWS).forEach(i -> names.put("A" + i, "Name " + i));
      device.peer().airports("AK", names);
      for (int cut : cuts) {
        cutOrKill(device, cut, killed);
      }
      device.holdfast().sync();

      assertThat(device.holdfast().query(AIRPORTS)).hasSize(ROWS);
      assertThat(device.holdfast().verify().match()).isTrue();
      if (!killed) {
        assertThat(device.peer().rowsSent()).as("each row once").isEqualTo(ROWS);
      }
      assertThat(device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }
  }

  @Property(tries = 60)
  void noLineComesTwiceHoweverOftenItIsCutWhileRowsChange(
      @ForAll @Size(min = 2, max = 10) List<@IntRange(min = 300, max = 9_000) Integer> cuts,
      @ForAll boolean fromNothing,
      @ForAll Random random,
      @ForAll int seed) {
    try (Device device = withRows(seed)) {
      if (!fromNothing) {
        device.holdfast().sync();
      }
      List<Runnable> running = new ArrayList<>();
      for (int cut : cuts) {
        // So that each of them has much, and committed ones are not those that began first.
        running.add(device.peer().airportsCommittedLater("AK", some(random)));
        running.add(device.peer().airportsCommittedLater("AK", some(random)));
        running.remove(random.nextInt(running.size())).run();
        cutAt(device, cut);
      }
      running.forEach(Runnable::run);
      device.holdfast().sync();

      assertThat(device.peer().repeats()).isEmpty();
      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.holdfast().query(AIRPORTS))
          .hasSameSizeAs(
              Objects.requireNonNull(
                      device.peer().expected().get("airfield-inspection/airport[state=AK]"))
                  .keySet());
      assertThat(device.peer().reports()).allMatch(report -> report.healed().isEmpty());
    }
  }

  private static Map<String, @Nullable String> some(Random random) {
    Map<String, @Nullable String> names = new HashMap<>();
    for (int i = random.nextInt(5); i < ROWS; i += 1 + random.nextInt(4)) {
      names.put("A" + i, random.nextInt(6) == 0 ? null : "Name " + random.nextInt(100));
    }
    return names;
  }

  private static boolean cutOrKill(Device device, int bytes, boolean kill) {
    if (!kill) {
      cutAt(device, bytes);
      return finished(device) && device.peer().reports().size() > 1;
    }
    device.peer().faults().dieAt(bytes);
    try {
      device.holdfast().sync();
      return true;
    } catch (Death e) {
      device.kill();
      return false;
    }
  }

  @Property(tries = 10)
  void whatAStreamNamesButDoesNotBringIsNotSwitchedTo(@ForAll int seed) {
    try (Device device = withRows(seed)) {
      device
          .peer()
          .faults()
          .corruptStream(
              stream -> {
                String text = new String(stream, java.nio.charset.StandardCharsets.UTF_8);
                int from = text.indexOf("B\t");
                int to = text.indexOf("B\t", from + 1);
                return (text.substring(0, from) + text.substring(to))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
              });

      assertThatThrownBy(device.holdfast()::sync).hasMessageContaining("without bucket");
      assertThat(device.holdfast().status().checkpoint()).isFalse();
      assertThat(device.peer().reports()).singleElement().matches(r -> r.error() != null);
      device.holdfast().sync();
      assertThat(device.holdfast().verify().match()).isTrue();
    }
  }
}
