package dev.holdfast.it.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A schedule: the steps that a seed stands for, or some of them.
 *
 * @param seed the seed
 * @param chosen which of its steps are done, in order
 */
record Schedule(long seed, List<Integer> chosen) {
  private static final int LEAST = 20;
  private static final int MOST = 60;

  /** All steps of a seed. */
  static Schedule of(long seed) {
    int length = LEAST + new Random(seed).nextInt(MOST - LEAST);
    return new Schedule(seed, IntStream.range(0, length).boxed().toList());
  }

  /**
   * Reads what {@link #toString} wrote: a seed, and after a colon the chosen steps if not all are.
   */
  static Schedule parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return of(Long.parseLong(text.strip()));
    }
    List<Integer> chosen =
        Arrays.stream(text.substring(colon + 1).strip().split("\\s+"))
            .map(Integer::valueOf)
            .toList();
    return new Schedule(Long.parseLong(text.substring(0, colon).strip()), chosen);
  }

  List<Step> steps() {
    Random random = new Random(seed);
    random.nextInt();
    int last = chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1);
    List<Step> all = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      all.add(new Step(Step.Kind.any(random), random.nextLong()));
    }
    return chosen.stream().map(all::get).toList();
  }

  /** The same without the steps at some places. */
  Schedule without(int from, int count) {
    List<Integer> rest = new ArrayList<>(chosen.subList(0, from));
    rest.addAll(chosen.subList(Math.min(from + count, chosen.size()), chosen.size()));
    return new Schedule(seed, List.copyOf(rest));
  }

  @Override
  public String toString() {
    return equals(of(seed))
        ? Long.toString(seed)
        : seed + ": " + chosen.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
