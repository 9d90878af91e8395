package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A source that somebody changes")
class ChangedSourceTest extends ServerTest {
  private final FieldPackage field = new FieldPackage(unique("changed"));

  @BeforeEach
  void rows() {
    field.activate("1.0.0");
    sql(
        "INSERT INTO %s.debit VALUES (1, 'north', 1), (2, 'north', 2)".formatted(field.schema()),
        "INSERT INTO %s.credit VALUES (1, 'north', 1)".formatted(field.schema()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE SPOT.credit RENAME COLUMN n TO amount",
        "ALTER TABLE SPOT.credit RENAME TO credits",
        "DROP TABLE SPOT.credit CASCADE"
      })
  @DisplayName("holds up the others no longer than until the next request")
  void others(String change) throws IOException {
    Api api = device(field.worker(List.of("north"))).api();

    sql(change.replace("SPOT", field.schema()));
    Answer first = sync(api);
    Answer second = sync(api).ok();

    assertThat(first.status()).as("%s", first).isEqualTo(503);
    assertThat(first.header("Retry-After")).isIn("1", "5");
    assertThat(header(second).stalled()).contains(field.name() + "/credit");
    assertThat(keys(second)).contains("[1]", "[2]");
  }

  private static Answer sync(Api api) {
    return api.post(
        "/sync", new SyncRequest(1, null, Map.of(), null, 0, List.of()).knowing(List.of()));
  }

  private static SyncHeader header(Answer answer) throws IOException {
    for (SyncLine line : lines(answer)) {
      if (line instanceof SyncLine.Header header) {
        return header.header();
      }
    }
    throw new AssertionError(answer);
  }

  private static List<String> keys(Answer answer) throws IOException {
    List<String> keys = new ArrayList<>();
    for (SyncLine line : lines(answer)) {
      if (line instanceof SyncLine.Put put) {
        keys.add(put.key());
      }
    }
    return keys;
  }

  private static List<SyncLine> lines(Answer answer) throws IOException {
    SyncStreamReader reader = new SyncStreamReader(new ByteArrayInputStream(answer.body()));
    List<SyncLine> lines = new ArrayList<>();
    for (Optional<SyncLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }
}
