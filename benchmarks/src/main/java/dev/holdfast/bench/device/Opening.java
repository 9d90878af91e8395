package dev.holdfast.bench.device;

import dev.holdfast.bench.Samples;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;

/** Opening and unlocking a store until the first row is there. */
final class Opening {
  static final String PASSPHRASE = "correct horse battery staple";

  private static final int RUNS = 20;
  private static final int WARM_UP = 5;
  private static final String FIRST = "SELECT id FROM work_order LIMIT 1";

  private Opening() {}

  /**
   * Measures.
   *
   * @param keyed a store under a key
   * @param passphrased a store under {@link #PASSPHRASE}
   * @param baseline directory of a filled {@link Plain#encrypted}
   */
  static void measure(Path keyed, Path passphrased, Path baseline, Map<String, Samples> measured)
      throws Exception {
    Samples.Collector bare = new Samples.Collector();
    Samples.Collector key = new Samples.Collector();
    Samples.Collector passphrase = new Samples.Collector();
    for (int run = -WARM_UP; run < RUNS; run++) {
      Samples.Collector discarded = new Samples.Collector();
      (run < 0 ? discarded : bare).time(() -> bare(baseline));
      (run < 0 ? discarded : key).time(() -> open(keyed, Handheld::key));
      (run < 0 ? discarded : passphrase).time(() -> open(passphrased, Opening::passphrase));
    }
    measured.put("open-bare", bare.samples());
    measured.put("open-by-key", key.samples());
    measured.put("open-by-passphrase", passphrase.samples());
  }

  static KeyProtection passphrase() {
    return KeyProtection.passphrase(PASSPHRASE.toCharArray());
  }

  private static void bare(Path directory) throws SQLException {
    try (Plain plain = Plain.encrypted(directory)) {
      requireOne(plain.query(FIRST).size());
    }
  }

  private static void open(Path directory, Supplier<KeyProtection> protection) {
    try (Holdfast device = Holdfast.at(directory).open(protection.get())) {
      requireOne(device.query(FIRST).size());
    }
  }

  private static void requireOne(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("no row came");
    }
  }
}
