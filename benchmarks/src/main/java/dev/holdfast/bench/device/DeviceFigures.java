package dev.holdfast.bench.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Memory;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.SmallProcess;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.device.Holdfast;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user feels of a device that holds 100,000 rows and 10,000 cases: opening, performing,
 * lists and queries, rebasing, memory, space and battery.
 */
public final class DeviceFigures implements Benchmark {
  private static final int P95 = 95;

  @Override
  public String name() {
    return "device";
  }

  @Override
  public String description() {
    return "a device with 100,000 rows and 10,000 cases: opening, actions, queries, rebase, memory,"
        + " size, idle hour; baselines: the same by plain SQLite";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    Handheld handheld = Handheld.prepare(server);
    Map<String, Samples> measured = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    Path baseline = server.newStore();
    Path keyed = server.newStore();
    Path passphrased = server.newStore();
    handheld.enrol(passphrased, Opening.passphrase()).close();
    List<UUID> visits;
    try (Holdfast device = handheld.enrol(keyed, Handheld.key())) {
      visits = Handheld.visits(device);
    }
    List<@Nullable Object[]> rows = WorkOrders.rows(server, WorkOrders.ALL);
    try (Plain encrypted = Plain.encrypted(baseline);
        Plain plain = Plain.open(baseline)) {
      encrypted.fill(rows, visits, handheld.user());
      plain.fill(rows, visits, handheld.user());
    }
    size(rows, visits, keyed, baseline, facts);
    Opening.measure(keyed, passphrased, baseline, measured);
    work(handheld, keyed, baseline, measured);
    rebase(server, handheld, measured);
    memory(keyed, facts);
    new Idling(server, handheld).measure(facts);
    percentiles(measured, facts);
    return new Report(
        name(),
        "100,000 work orders of about 280 bytes and 10,000 cases of two fields; stores encrypted",
        "open-bare",
        measured,
        facts);
  }

  private static void work(
      Handheld handheld, Path keyed, Path baseline, Map<String, Samples> measured)
      throws Exception {
    try (Holdfast device = Holdfast.at(keyed).open(Handheld.key());
        Plain encrypted = Plain.encrypted(baseline);
        Plain plain = Plain.open(baseline)) {
      Reading.measure(device, plain, measured);
      Performing.measure(device, encrypted, handheld.user(), measured);
    }
  }

  private static void rebase(BenchServer server, Handheld handheld, Map<String, Samples> measured)
      throws Exception {
    try (Holdfast writer = handheld.enrol(server.newStore(), Handheld.key());
        Holdfast idle = handheld.enrol(server.newStore(), Handheld.key());
        Holdfast busy = handheld.enrol(server.newStore(), Handheld.key())) {
      Rebasing.measure(writer, idle, busy, measured);
    }
  }

  private static void memory(Path store, Map<String, Object> facts) throws Exception {
    try (SmallProcess device = SmallProcess.start(WorkingMain.class, store.toString())) {
      JsonNode said = device.next();
      facts.put("heap after collection, MiB", said.path("heldMebibytes").asLong());
      facts.put("heap at most, of 256 MiB", said.path("peakMebibytes").asLong());
      facts.put(
          "memory of the process at most, Java included, MiB", Memory.most(List.of(device.pid())));
    }
  }

  /** Of stores that are closed: their logs are in the files. */
  private static void size(
      List<@Nullable Object[]> rows,
      List<UUID> visits,
      Path keyed,
      Path baseline,
      Map<String, Object> facts)
      throws IOException {
    long raw = rows.stream().mapToLong(DeviceFigures::bytes).sum();
    long store = size(keyed);
    facts.put("raw data of the rows, bytes", raw);
    facts.put("store, with 10,000 cases, bytes", store);
    facts.put("plain SQLite of the same, bytes", Files.size(baseline.resolve("plain.db")));
    facts.put("store per plain SQLite", store / (double) Files.size(baseline.resolve("plain.db")));
    long cases = (long) visits.size() * (Handheld.NOTE.length() + Handheld.CASE_BYTES);
    facts.put("store per raw data, cases included", store / (double) (raw + cases));
  }

  private static long bytes(@Nullable Object[] row) {
    return Arrays.stream(row)
        .filter(Objects::nonNull)
        .mapToLong(value -> value.toString().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  private static void percentiles(Map<String, Samples> measured, Map<String, Object> facts) {
    for (String what : List.of("perform", "perform-bare")) {
      facts.put(what + ", 95 of 100, ms", percentile(measured, what));
    }
    for (String what :
        List.of(
            "list-first-50",
            "list-newest-50",
            "count-by-status",
            "search-text",
            "all-rows",
            "all-cases",
            "by-key")) {
      facts.put(
          what + " per plain SQLite", median(measured, what) / median(measured, what + "-plain"));
    }
    facts.put("perform per bare", median(measured, "perform") / median(measured, "perform-bare"));
    facts.put(
        "rebase of 200 pending, ms",
        median(measured, "delta-of-200-cases-with-200-pending")
            - median(measured, "delta-of-200-cases"));
  }

  private static double median(Map<String, Samples> measured, String what) {
    return found(measured, what).median();
  }

  private static double percentile(Map<String, Samples> measured, String what) {
    return found(measured, what).percentile(P95);
  }

  private static Samples found(Map<String, Samples> measured, String what) {
    return Objects.requireNonNull(measured.get(what), what);
  }
}
