package dev.holdfast.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Memory;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.SmallProcess;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.LightDevice;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five million rows in one scope: a device with 256 MiB of heap gets all of them, then a hundred
 * changed ones, while somebody reads. Then what a hundred changes cost the server that knows 10,
 * 1,000 and 100,000 devices.
 */
public final class Scale implements Benchmark {
  private static final int ROWS = 5_000_000;
  private static final int[] DEVICES = {10, 1_000, 100_000};
  private static final int DELTAS = 15;
  private static final int WARM_UP = 5;

  private static final String KNOW =
      """
      INSERT INTO holdfast.device (id, user_name, name, platform, client_version, enrolled_at,
          last_contact_at, session_epoch, refresh_next)
      SELECT gen_random_uuid(), ?, 'device ' || n, 'bench', '1', now(), now(), 0, '{}'
      FROM generate_series(1, ? - (SELECT count(*) FROM holdfast.device)) n
      """;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String description() {
    return "5,000,000 rows to a device with 256 MiB of heap, and 100 changes of them with 10 to"
        + " 100,000 enrolled devices; baseline: 10 devices";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    WorkOrders.resize(server, ROWS);
    Map<String, Samples> measured = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    onDevice(server, measured, facts);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    LightDevice light =
        LightDevice.enrol(client, server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD);
    light.sync();
    for (int devices : DEVICES) {
      know(server, devices);
      measured.put("answer-" + devices + "-devices", answers(server, light));
    }
    facts.put("most memory of the server, MiB", Memory.most(server.nodes()));
    return new Report(
        name(),
        "5,000,000 work orders of about 280 bytes in 20 buckets; the store encrypted",
        "answer-" + DEVICES[0] + "-devices",
        measured,
        facts);
  }

  private static void onDevice(
      BenchServer server, Map<String, Samples> measured, Map<String, Object> facts)
      throws Exception {
    try (SmallProcess device =
        SmallProcess.start(
            SmallHeapMain.class,
            server.newStore().toString(),
            server.url(),
            WorkOrders.ALL.name())) {
      // It is signed in.
      device.next();
      JsonNode full = device.ask("sync");
      require(full.path("rows").asLong() >= ROWS, full);
      measured.put("full-sync", one(full));
      facts.put("bytes of the full sync", full.path("bytes").asLong());
      JsonNode verified = device.ask("verify");
      require(verified.path("match").asBoolean(), verified);
      measured.put("verify", one(verified));
      Samples.Collector deltas = new Samples.Collector();
      double longest = 0;
      for (int run = 0; run < DELTAS; run++) {
        WorkOrders.change(server, run);
        JsonNode delta = device.ask("sync");
        require(delta.path("rows").asLong() == WorkOrders.CHANGED, delta);
        deltas.add(delta.path("millis").asDouble());
        longest = Math.max(longest, delta.path("longestRead").asDouble());
      }
      measured.put("delta-on-device", deltas.samples());
      facts.put("longest read while a delta is applied, ms", longest);
      server.admin("resync", "--user", WorkOrders.ALL.name(), "--reason", "a benchmark");
      JsonNode anew = device.ask("sync");
      require(anew.path("kind").asText().equals("full"), anew);
      measured.put("resync", one(anew));
      facts.put("longest read while all is replaced, ms", anew.path("longestRead").asDouble());
      facts.put("heap of the device, MiB", SmallProcess.HEAP_MEBIBYTES);
      facts.put("most memory of the device, MiB", Memory.most(List.of(device.pid())));
    }
  }

  private static Samples answers(BenchServer server, LightDevice light) throws Exception {
    Samples.Collector answers = new Samples.Collector();
    for (int run = -WARM_UP; run < DELTAS; run++) {
      WorkOrders.change(server, run);
      long begun = System.nanoTime();
      if (light.sync().isEmpty()) {
        throw new IOException("what was changed did not come");
      }
      if (run >= 0) {
        answers.add((System.nanoTime() - begun) / 1e6);
      }
    }
    return answers.samples();
  }

  private static void know(BenchServer server, int devices) throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement insert = connection.prepareStatement(KNOW)) {
      insert.setString(1, WorkOrders.FEW.name());
      insert.setInt(2, devices);
      insert.executeUpdate();
    }
  }

  private static Samples one(JsonNode done) {
    return new Samples(List.of(done.path("millis").asDouble()));
  }

  private static void require(boolean right, JsonNode answer) throws IOException {
    if (!right) {
      throw new IOException("the device did something else: " + answer);
    }
  }
}
