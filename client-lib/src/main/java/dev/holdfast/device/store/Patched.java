package dev.holdfast.device.store;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ranges of keys of which a staged patch has all rows, so that they count instead of the held
 * ones.
 *
 * @param bits of how many, as a power of two
 * @param ranges the ranges
 */
record Patched(int bits, Set<Integer> ranges) {

  /** Keeps a copy. */
  Patched {
    ranges = Set.copyOf(ranges);
  }

  /** As it is stored. */
  static Patched of(int bits, byte[] stored) {
    Set<Integer> ranges = new TreeSet<>();
    BitSet.valueOf(stored).stream().forEach(ranges::add);
    return new Patched(bits, ranges);
  }

  byte[] stored() {
    BitSet set = new BitSet(1 << bits);
    ranges.forEach(set::set);
    return set.toByteArray();
  }
}
