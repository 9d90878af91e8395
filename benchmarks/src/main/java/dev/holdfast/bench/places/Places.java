package dev.holdfast.bench.places;

import dev.holdfast.bench.BareInsert;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.ServerCpu;
import dev.holdfast.bench.fullsync.NewDevice;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Real rows, in scopes as they are in life: whoever may see the world has 246 buckets, of 16,193
 * rows and of one. Each scope beside the bare insert of its rows.
 */
public final class Places implements Benchmark {
  private static final int RUNS = 7;
  private static final int WARM_UP = 4;

  /** Who sees a middling country, one of hundreds of places. */
  private static final int MIDDLE = 60;

  /**
   * A scope and what was measured in it.
   *
   * @param user has it
   * @param rows its rows, as the baseline takes them
   */
  private record Scope(
      NewDevice.User user,
      List<@Nullable Object[]> rows,
      Samples.Collector bare,
      Samples.Collector warm) {
    Scope(NewDevice.User user, List<@Nullable Object[]> rows) {
      this(user, rows, new Samples.Collector(), new Samples.Collector());
    }
  }

  @Override
  public String name() {
    return "places";
  }

  @Override
  public String description() {
    return "138,398 real rows in 246 buckets of very different sizes; baseline: their bare insert";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    World world = World.prepare(server);
    List<String> countries = world.countries();
    String largest = countries.get(0);
    List<Scope> scopes =
        List.of(
            scope(world, "world", countries),
            scope(world, "largest", List.of(largest)),
            scope(world, "middle", List.of(countries.get(MIDDLE))),
            scope(world, "smallest", countries.subList(countries.size() - 1, countries.size())));
    Map<String, Object> facts = new LinkedHashMap<>();
    Samples.Collector cold = new Samples.Collector();
    try (ServerCpu cpu = new ServerCpu(server)) {
      for (int run = -WARM_UP; run < RUNS; run++) {
        world.renew();
        NewDevice.Synced first = NewDevice.sync(server, cpu, scopes.get(0).user());
        if (run >= 0) {
          cold.add(first.visible());
        }
        for (Scope scope : scopes) {
          measure(server, cpu, scope, run >= 0, facts);
        }
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("cold-world", cold.samples());
    for (Scope scope : scopes) {
      String name = scope.user().name();
      measured.put("bare-" + name, scope.bare().samples());
      measured.put("warm-" + name, scope.warm().samples());
      facts.put("warm per bare, " + name, ratio(scope));
    }
    measured.put("change-in-largest", changes(server, world, scopes.get(0).user(), largest));
    return new Report(
        name(),
        "138,398 places of the world by country; who sees all of them, and those of one country",
        "bare-world",
        measured,
        facts);
  }

  private static double ratio(Scope scope) {
    return scope.warm().samples().median() / scope.bare().samples().median();
  }

  private static Scope scope(World world, String name, List<String> countries) throws Exception {
    return new Scope(world.traveller(name, countries), world.rows(countries));
  }

  /** The segments are there: who sees the world has asked for them. */
  private static void measure(
      BenchServer server, ServerCpu cpu, Scope scope, boolean counts, Map<String, Object> facts)
      throws Exception {
    double bare = BareInsert.millis(server.newStore(), World.PLACES, scope.rows());
    NewDevice.Synced warm = NewDevice.sync(server, cpu, scope.user());
    if (counts) {
      scope.bare().add(bare);
      scope.warm().add(warm.visible());
      facts.put("rows, " + scope.user().name(), scope.user().rows());
      facts.put("bytes, " + scope.user().name(), warm.result().down().bytes());
    }
  }

  /** The sync of a device that holds the world, after a hundred places of a country moved. */
  private static Samples changes(
      BenchServer server, World world, NewDevice.User user, String country) throws Exception {
    Samples.Collector samples = new Samples.Collector();
    try (Holdfast device = NewDevice.enrol(server, user)) {
      device.sync();
      for (int run = -WARM_UP; run < RUNS; run++) {
        world.change(country, run);
        long start = System.nanoTime();
        SyncResult result = device.sync();
        double millis = (System.nanoTime() - start) / 1e6;
        if (result.down().rows() != World.CHANGED) {
          throw new IllegalStateException("not what changed: " + result);
        }
        if (run >= 0) {
          samples.add(millis);
        }
      }
    }
    return samples.samples();
  }
}
