package dev.holdfast.device;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.kernel.digest.KeyRanges;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Law 3 under damage: whatever happens to the stored rows, the next sync puts it right. */
class HealProperties {
  private static final String BUCKET = "airfield-inspection/airport[state=AK]";
  private static final int ROWS = 500;

  @Property(tries = 40)
  void anyDamageIsHealedByTheRowsOfTheDamagedRanges(
      @ForAll @IntRange(min = 1, max = 12) int damages,
      @ForAll @Size(max = 4) List<@IntRange(max = 30_000) Integer> cuts,
      @ForAll boolean killed,
      @ForAll boolean changes,
      @ForAll int seed) {
    Random random = new Random(seed);
    try (Device device = Device.alice(seed)) {
      for (int i = 0; i < ROWS; i++) {
        device.peer().airport("AK", "A" + i, "Name " + i);
      }
      device.peer().planned("AK", "A1", "alice");
      device.holdfast().sync();
      int bits = KeyRanges.bits(ROWS, KeyRanges.MOST_BITS);
      Set<Integer> damaged = new HashSet<>();
      for (int i = 0; i < damages; i++) {
        damaged.add(KeyRanges.of(damage(device, random), bits));
      }
      device.holdfast().verify();
      if (changes) {
        device.peer().airport("AK", "A3", "New");
        device.peer().airport("AK", "A4", null);
        device.peer().airport("AK", "B4", "New");
        for (String key : new String[] {"A3", "A4", "B4"}) {
          damaged.add(KeyRanges.of("[\"" + key + "\"]", bits));
        }
      }
      long before = device.peer().rowsSent();
      int cutInPatch = 0;
      for (int cut : cuts) {
        cutInPatch += cutOrKill(device, cut, killed) ? 0 : 1;
        assertThat(device.garbage()).as("abandoned").isZero();
      }
      device.holdfast().sync();

      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.holdfast().query("SELECT iata FROM airport"))
          .hasSameSizeAs(Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet());
      long most =
          Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet().stream()
              .filter(key -> damaged.contains(KeyRanges.of(key, bits)))
              .count();
      assertThat(device.peer().rowsSent() - before)
          .as(
              "a patch goes on after the last range that was stored, which a kill may be long after")
          .isLessThanOrEqualTo(most + (long) cutInPatch * (killed ? most : largest(device, bits)));
      assertThat(device.leftOver()).isZero();
    }
  }

  private static long largest(Device device, int bits) {
    Map<Integer, Long> ranges =
        Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet().stream()
            .collect(groupingBy(key -> KeyRanges.of(key, bits), counting()));
    return Collections.max(ranges.values());
  }

  @Property(tries = 25)
  void aPatchOfMostOfABucketMayBeCutOrKilledAnywhereWhileItsRowsChange(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 40_000) Integer> cuts,
      @ForAll boolean killed,
      @ForAll boolean segments,
      @ForAll boolean anotherHistory,
      @ForAll int seed) {
    Random random = new Random(seed);
    try (Device device = Device.alice(seed)) {
      for (int i = 0; i < ROWS; i++) {
        device.peer().airport("AK", "A" + i, "Name " + i);
      }
      device.holdfast().sync();
      if (segments) {
        device.peer().segments().ofRows(50);
      }
      device.tamper("airport", "UPDATE %s SET c1 = c1 || 'x' WHERE abs(_hash) %% 7 < 2");
      device.tamper("airport", "DELETE FROM %s WHERE abs(_hash) %% 7 = 2");
      device.holdfast().verify();
      if (anotherHistory) {
        device.peer().backup().run();
      }
      long before = device.peer().rowsSent();
      long again = 0;
      long range = largest(device, KeyRanges.bits(ROWS, KeyRanges.MOST_BITS));
      for (int cut : cuts) {
        again += cutOrKill(device, cut, killed) ? 0 : killed ? ROWS : range;
        assertThat(device.garbage()).as("abandoned").isZero();
        if (random.nextBoolean()) {
          device.peer().airport("AK", "A" + random.nextInt(ROWS), "New");
          device.peer().airport("AK", "A" + random.nextInt(ROWS), null);
          device.peer().airport("AK", "B" + random.nextInt(ROWS), "New");
          again += 3 * range;
        }
      }
      device.holdfast().sync();

      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.holdfast().query("SELECT iata FROM airport"))
          .hasSameSizeAs(Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet());
      assertThat(device.peer().rowsSent() - before)
          .as("each row once, but for the ranges of cuts and changes")
          .isLessThanOrEqualTo(ROWS + again);
      assertThat(device.leftOver()).isZero();
    }
  }

  /** Damages a row; says its key. */
  private static String damage(Device device, Random random) {
    String key = "[\"A" + random.nextInt(ROWS) + "\"]";
    String on = " WHERE _key = '" + key + "'";
    return switch (random.nextInt(4)) {
      case 0 -> tampered(device, key, "DELETE FROM %s" + on);
      case 1 -> tampered(device, key, "UPDATE %s SET c1 = c1 || 'x'" + on);
      case 2 -> tampered(device, key, "UPDATE %s SET _hash = _hash - 1, c4 = 7" + on);
      default -> {
        String other = "[\"Z" + random.nextInt(9) + "\"]";
        yield tampered(
            device,
            other,
            "INSERT OR IGNORE INTO %1$s SELECT _gen, '"
                + other
                + "', _hash, c0, c1, c2, c3, c4, c5 FROM %1$s"
                + on);
      }
    };
  }

  private static String tampered(Device device, String key, String sql) {
    device.tamper("airport", sql);
    return key;
  }

  private static boolean cutOrKill(Device device, int bytes, boolean kill) {
    if (kill) {
      device.peer().faults().dieAt(bytes);
    } else {
      device.peer().faults().cutStreamAndGoAt(bytes);
    }
    try {
      device.holdfast().sync();
      device.peer().faults().none();
      return true;
    } catch (UnreachableException e) {
      device.peer().reachable(true);
      return false;
    } catch (Death e) {
      device.kill();
      return false;
    }
  }
}
