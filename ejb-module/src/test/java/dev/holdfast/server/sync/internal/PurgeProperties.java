package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.SegmentContent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Laws 3, 4 and 5 while the server forgets. */
class PurgeProperties {
  private static final List<String> STATES = StreamData.STATES;
  private static final int ROUNDS = 80;

  @Property(tries = 8, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void purgesAtAnyTimeLoseNothingForDevicesOfAnyAge(@ForAll Random random) throws Exception {
    StreamHarness server = new StreamHarness();
    PurgingServer purging = new PurgingServer(server);
    List<MemoryDevice> devices =
        List.of(
            new MemoryDevice(),
            new MemoryDevice(),
            new MemoryDevice(List.of(SegmentContent.ZSTD)),
            new MemoryDevice(List.of(SegmentContent.ZSTD)));
    long forgotten = 0;
    try (Connection slow = server.database.dataSource().getConnection()) {
      slow.setAutoCommit(false);
      for (int round = 0; round < ROUNDS; round++) {
        switch (random.nextInt(10)) {
          case 0 -> slowly(slow, random);
          case 1 -> slow.commit();
          case 2 -> purging.pass(Duration.ofHours(random.nextInt(72)));
          case 3 -> forgotten += purging.purge();
          case 4, 5 -> sync(server, devices.get(random.nextInt(devices.size())), random);
          case 6 -> {
            if (random.nextInt(3) == 0) {
              slow.commit();
              forgotten += quiet(server, purging, devices.get(random.nextInt(devices.size())));
            }
          }
          default -> DeviceStreamTest.change(server, random);
        }
      }
      slow.commit();
    }
    for (MemoryDevice device : devices) {
      forgotten += quiet(server, purging, device);
    }
    assertThat(forgotten).as("forgotten").isPositive();
  }

  /** A transaction that others overtake, on keys of its own. */
  private static void slowly(Connection slow, Random random) throws SQLException {
    String key = "'Z" + random.nextInt(4) + "'";
    try (var statement = slow.createStatement()) {
      statement.execute(
          random.nextBoolean()
              ? "DELETE FROM demo.airport WHERE iata = " + key
              : "INSERT INTO demo.airport VALUES ("
                  + key
                  + ", 'Slow', 'AK', 1) ON CONFLICT (iata) DO UPDATE SET state = 'New, York'");
    }
  }

  private static void sync(StreamHarness server, MemoryDevice device, Random random)
      throws Exception {
    boolean fetched = SegmentFetches.fetchSome(server, device, STATES, random);
    if (!fetched || !device.outstanding().isEmpty()) {
      return;
    }
    Optional<byte[]> stream = server.answer(device.request(), STATES);
    if (stream.isPresent()) {
      byte[] whole = stream.get();
      boolean cut = random.nextInt(3) != 0;
      device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
    }
  }

  /** Forgets all that can be, then the device goes on until it has everything. */
  private static long quiet(StreamHarness server, PurgingServer purging, MemoryDevice device)
      throws Exception {
    long forgotten = purging.purgeAll();
    int streams = 0;
    for (Optional<byte[]> rest = ask(server, device);
        rest.isPresent();
        rest = ask(server, device)) {
      device.receive(rest.get());
      assertThat(++streams).as("streams until it has everything").isLessThan(10);
    }
    assertThat(device.rows()).isNotEmpty();
    DeviceStreamTest.assertConverged(server, device);
    return forgotten;
  }

  private static Optional<byte[]> ask(StreamHarness server, MemoryDevice device) throws Exception {
    SegmentFetches.fetchSome(server, device, STATES, null);
    return server.answer(device.request(), STATES);
  }
}
