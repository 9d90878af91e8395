package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.tables.internal.InstalledCapture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source that is compared on an interval, and is written meanwhile")
class ScannedStreamTest {
  private static final List<String> STATES = StreamData.STATES;
  private static final String BUCKET = "field/kind[]";

  private final StreamHarness server;
  private final MemoryDevice held = new MemoryDevice();

  ScannedStreamTest() throws Exception {
    server = new StreamHarness();
  }

  @BeforeEach
  void hold() throws Exception {
    held.receive(server.answer(held.request(), STATES).orElseThrow());
  }

  private void write() {
    server.database.jdbc().update("UPDATE demo.kind SET name = 'New' WHERE id = 2");
    server.database.jdbc().update("DELETE FROM demo.kind WHERE id = 4");
    server.database.jdbc().update("INSERT INTO demo.kind VALUES (6, 'Kind 6')");
  }

  private void scan() {
    InstalledCapture.scan(server.database, "kind");
  }

  private static Map<String, String> bucket(MemoryDevice device) {
    return Objects.requireNonNull(device.rows().get(BUCKET));
  }

  private void follow(MemoryDevice device) throws Exception {
    for (var stream = server.answer(device.request(), STATES);
        stream.isPresent();
        stream = server.answer(device.request(), STATES)) {
      device.receive(stream.get());
      SegmentFetches.fetchAll(server, device);
    }
  }

  @Test
  @DisplayName("comes in lines as it was compared last, and as it is after the next comparison")
  void lines() throws Exception {
    Map<String, String> scanned = Map.copyOf(bucket(held));
    write();

    MemoryDevice fresh = new MemoryDevice();
    follow(fresh);
    assertThat(bucket(fresh)).isEqualTo(scanned);

    scan();
    follow(fresh);
    follow(held);
    DeviceStreamTest.assertConverged(server, fresh);
    DeviceStreamTest.assertConverged(server, held);
  }

  @Test
  @DisplayName("comes as a delta of what was compared, though it has changed again")
  void delta() throws Exception {
    write();
    scan();
    Map<String, String> scanned = Map.copyOf(fresh());
    server.database.jdbc().update("UPDATE demo.kind SET name = 'Newer' WHERE id IN (2, 3)");
    server.database.jdbc().update("DELETE FROM demo.kind WHERE id = 6");

    follow(held);

    assertThat(bucket(held)).isEqualTo(scanned);
    scan();
    follow(held);
    DeviceStreamTest.assertConverged(server, held);
  }

  private Map<String, String> fresh() throws Exception {
    MemoryDevice device = new MemoryDevice();
    follow(device);
    return bucket(device);
  }

  @Test
  @DisplayName("comes in segments as it was compared last")
  void segments() throws Exception {
    Map<String, String> scanned = Map.copyOf(bucket(held));
    write();

    MemoryDevice fresh = SegmentFetches.device();
    follow(fresh);

    assertThat(server.segments.puts()).isPositive();
    assertThat(bucket(fresh)).isEqualTo(scanned);
    scan();
    follow(fresh);
    DeviceStreamTest.assertConverged(server, fresh);
  }

  @Test
  @DisplayName("comes as a patch of what was compared last")
  void patch() throws Exception {
    Map<String, String> scanned = Map.copyOf(bucket(held));
    write();
    bucket(held).remove("[2]");
    bucket(held).remove("[4]");
    held.suspect(BUCKET);

    follow(held);

    assertThat(bucket(held)).isEqualTo(scanned);
  }
}
