package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SnapshotFileException.Reason;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Snapshot files")
class SnapshotsTest extends ServerTest {
  private static final int ROWS = 5_000;
  private static final String FILES = "/admin/snapshots";

  private final PlacesPackage places = new PlacesPackage(unique("snapshots"));

  @TempDir Path temp = Path.of("");

  @BeforeEach
  void rows() {
    places.change(
        "INSERT INTO place SELECT i, md5('a' || i) || md5('b' || i), 'north', i / 7.0"
            + " FROM generate_series(1, "
            + ROWS
            + ") i");
    places.add(ROWS + 1, ROWS + 2_000, "south");
  }

  /** The HTTP transport, counting requests for segments. */
  private static final class Counting implements Transport {
    private final Transport http =
        new HttpTransport(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private final AtomicInteger segments = new AtomicInteger();

    @Override
    public Answer send(Request request) throws IOException {
      if (request.uri().getPath().contains("/segments/")) {
        segments.incrementAndGet();
      }
      return http.send(request);
    }
  }

  private Path made(Object order) throws IOException {
    Answer answer = admin().post(FILES, order).ok();
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length);
    return Files.write(temp.resolve(unique("file")), answer.body());
  }

  private Map<String, Object> both() {
    return Map.of(
        "application",
        places.application(),
        "roles",
        List.of(places.application() + "-worker"),
        "attributes",
        Map.of("regions", List.of("north", "south")));
  }

  private Holdfast device(TestUser user, Transport transport) {
    Holdfast device =
        Holdfast.at(temp.resolve(unique("store")))
            .transport(transport)
            .openWithKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    device.signIn(TestServer.api().toString(), user.name(), user.password(), "a tablet");
    return device;
  }

  @Test
  @DisplayName(
      "bring devices of different scopes what is theirs, and the network what changed since")
  void begins() throws IOException {
    Path file = made(both());
    places.change("UPDATE place SET name = 'new' WHERE id <= 100");
    Counting counting = new Counting();
    for (String region : List.of("north", "south")) {
      try (Holdfast device = device(places.worker(region), counting)) {
        SyncResult result = device.syncFrom(file);

        int rows = region.equals("north") ? ROWS : 2_000;
        assertThat(result.down().fromFile().rows()).isEqualTo(rows);
        assertThat(result.down().bytes()).as("transferred").isLessThan(20_000);
        assertThat(device.query("SELECT count(*) AS n FROM place WHERE region = ?", region))
            .first()
            .satisfies(row -> assertThat(row.get("n")).hasToString("" + rows));
        assertThat(device.verify().match()).isTrue();
      }
    }
    assertThat(counting.segments).as("segments fetched").hasValue(0);
    assertThat(Files.size(file)).isGreaterThan(150_000);
  }

  @Test
  @DisplayName("are of no use to who is in none of their scopes")
  void useless() throws IOException {
    Path file =
        made(Map.of("application", places.application(), "user", places.worker("south").name()));
    try (Holdfast device = device(places.worker("north"), new Counting())) {
      assertThatThrownBy(() -> device.syncFrom(file))
          .isInstanceOfSatisfying(
              SnapshotFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USELESS))
          .hasMessageContaining("nothing that this device may hold");

      assertThat(device.status().rows()).isZero();
    }
  }

  @Test
  @DisplayName("are made by administrators only, for somebody, and leave a line in the audit trail")
  void rights() throws IOException {
    Answer worker = places.worker("north").api().post(FILES, both());
    Answer nobody = admin().post(FILES, Map.of("application", places.application()));
    Answer unknown =
        admin().post(FILES, Map.of("application", places.application(), "user", "nobody"));
    Answer roleless =
        admin().post(FILES, Map.of("application", places.application(), "roles", List.of("none")));
    long bytes = Files.size(made(both()));

    assertThat(worker.status()).isEqualTo(403);
    assertThat(nobody.problem().code()).isEqualTo("invalid");
    assertThat(unknown.problem().code()).isEqualTo("not-found");
    assertThat(roleless.problem().code()).isEqualTo("invalid");
    assertThat(admin().get("/admin/audit?action=snapshot-made&limit=1").ok().text())
        .contains(places.application(), "\"bytes\"", Long.toString(bytes));
  }
}
