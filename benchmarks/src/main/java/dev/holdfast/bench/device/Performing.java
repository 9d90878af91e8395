package dev.holdfast.bench.device;

import dev.holdfast.bench.Samples;
import dev.holdfast.device.Holdfast;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Actions, each durable when it returns, on a device that holds many cases. */
final class Performing {
  /** Between two syncs, which are not measured. */
  private static final int EACH = 100;

  private static final int ROUNDS = 10;
  private static final int WARM_UP = 5;

  private Performing() {}

  /**
   * Measures.
   *
   * @param baseline a filled {@link Plain#encrypted}
   */
  static void measure(Holdfast device, Plain baseline, String user, Map<String, Samples> measured)
      throws Exception {
    List<UUID> visits = Handheld.visits(device);
    Random random = new Random(4);
    Samples.Collector bare = new Samples.Collector();
    Samples.Collector performed = new Samples.Collector();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      Samples.Collector discarded = new Samples.Collector();
      for (int i = 0; i < EACH; i++) {
        int count = i;
        UUID visit = visits.get(random.nextInt(visits.size()));
        (round < 0 ? discarded : bare).time(() -> baseline.perform(visit, user, count));
        (round < 0 ? discarded : performed)
            .time(
                () ->
                    device.perform(
                        visit, "write", Map.of("note", Handheld.NOTE, "count", (long) count)));
      }
      if (device.sync().pending() != 0) {
        throw new IllegalStateException("not all was sent");
      }
    }
    measured.put("perform-bare", bare.samples());
    measured.put("perform", performed.samples());
  }
}
