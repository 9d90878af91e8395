package dev.holdfast.bench.soak.pocket;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What happened how often. Thread-safe. */
final class Counts {
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  void one(String what) {
    add(what, 1);
  }

  void add(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  /** Since the last time. */
  Map<String, Long> take() {
    Map<String, Long> taken = new TreeMap<>();
    for (String what : counts.keySet()) {
      Long count = counts.remove(what);
      if (count != null) {
        taken.put(what, count);
      }
    }
    return taken;
  }
}
