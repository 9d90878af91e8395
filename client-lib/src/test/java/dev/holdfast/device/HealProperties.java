package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.kernel.digest.KeyRanges;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Law 3 under damage: whatever happens to the stored rows, the next sync puts it right. */
class HealProperties {
  private static final String BUCKET = "airfield-inspection/airport[state=AK]";
  private static final int ROWS = 500;

  @Property(tries = 40)
  void anyDamageIsHealedByTheRowsOfTheDamagedRanges(
      @ForAll @IntRange(min = 1, max = 12) int damages,
      @ForAll @IntRange(max = 30_000) int cut,
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
      boolean whole = cutOrKill(device, cut, killed);
      device.holdfast().sync();

      assertThat(device.holdfast().verify().match()).isTrue();
      assertThat(device.holdfast().query("SELECT iata FROM airport"))
          .hasSameSizeAs(Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet());
      long most =
          Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet().stream()
              .filter(key -> damaged.contains(KeyRanges.of(key, bits)))
              .count();
      assertThat(device.peer().rowsSent() - before)
          .as("a patch that was cut begins anew")
          .isLessThanOrEqualTo(whole ? most : 2 * most);
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
