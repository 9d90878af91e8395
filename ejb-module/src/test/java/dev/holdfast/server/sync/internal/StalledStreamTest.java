package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.DeviceStreamTest.assertConverged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a table whose source can't be read")
class StalledStreamTest {
  private static final List<String> STATES = List.of("AK");
  private static final String BUCKET = "field/airport[state=AK]";
  private static final String UNIT = "field/airport";

  private final StreamHarness server;
  private final MemoryDevice device = new MemoryDevice();

  StalledStreamTest() throws Exception {
    server = new StreamHarness();
  }

  @BeforeEach
  void hold() throws Exception {
    device.receive(server.answer(device.request(), STATES).orElseThrow());
  }

  private void columnIsCalled(String other, String before) throws Exception {
    server
        .database
        .jdbc()
        .with(
            sql -> {
              sql.run("ALTER TABLE demo.airport RENAME COLUMN " + before + " TO " + other);
              return other;
            });
    InstalledCapture.again(
        server.database, PackageReader.read(StreamData.PACKAGE), new CaseUnits());
  }

  private String receive(SyncRequest request) throws Exception {
    byte[] stream = server.answer(request, STATES).orElseThrow();
    device.receive(stream);
    return new String(stream, UTF_8);
  }

  private Map<String, String> bucket() {
    return Objects.requireNonNull(device.rows().get(BUCKET));
  }

  @Test
  @DisplayName(
      "what is held is kept beyond another history, and compared when it can be read again")
  void anotherHistory() throws Exception {
    bucket().remove("[\"A3\"]");
    columnIsCalled("title", "name");
    EpochTest.restoreInPlace(server.database.jdbc());

    String stream = receive(device.request().knowing(List.of()));

    assertThat(device.header().stalled()).containsExactly(UNIT);
    assertThat(device.header().buckets()).containsKey(BUCKET);
    assertThat(stream).doesNotContain("B\t\"" + BUCKET);
    assertThat(bucket()).isNotEmpty();

    columnIsCalled("name", "title");
    device.suspect(BUCKET);
    receive(device.request().knowing(List.of(UNIT)));
    assertThat(device.header().stalled()).isEmpty();
    assertConverged(server, device);
  }

  @Test
  @DisplayName("what is damaged is kept")
  void damaged() throws Exception {
    columnIsCalled("title", "name");
    device.suspect(BUCKET);

    receive(device.request().knowing(List.of()));

    assertThat(device.rows()).containsKey(BUCKET);
  }

  @Test
  @DisplayName("nothing is kept beyond another history by who does not know of such tables")
  void unknowing() throws Exception {
    columnIsCalled("title", "name");
    EpochTest.restoreInPlace(server.database.jdbc());

    receive(device.request());

    assertThat(device.rows()).doesNotContainKey(BUCKET);
  }
}
