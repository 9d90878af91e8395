package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.DeviceCopy;
import dev.holdfast.it.server.DeviceCopy.Received;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync")
class SyncTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("sync"));

  @BeforeEach
  void rows() {
    places.add(1, 50, "north");
    places.add(51, 80, "south");
  }

  @Test
  @DisplayName("brings a new device all that is in its scope, and nothing else")
  void full() {
    DeviceCopy copy = device(places.worker("north")).copy();

    Received received = copy.sync();

    assertThat(received.kind()).isEqualTo("full");
    assertThat(copy.rows(places.unit())).hasSize(50);
    assertThat(copy.rows(places.unit()).get("[7]")).isEqualTo("[7, \"place 7\", \"north\", 1]");
    assertThat(received.packages()).containsExactly(places.application() + " 1.0.0");
  }

  @Test
  @DisplayName("of a device that has everything brings nothing")
  void none() {
    DeviceCopy copy = device(places.worker("north")).copy();
    copy.sync();

    assertThat(copy.sync().kind()).isEqualTo("none");
  }

  @Test
  @DisplayName("brings what psql has changed, row by row")
  void delta() {
    DeviceCopy copy = device(places.worker("north", "south")).copy();
    copy.sync();
    places.change("UPDATE place SET name = 'renamed' WHERE id = 3");
    places.change("DELETE FROM place WHERE id IN (4, 60)");
    places.add(100, 101, "south");
    places.add(200, 209, "west");

    Received received = copy.sync();

    assertThat(received.kind()).isEqualTo("delta");
    assertThat(received.rows()).isEqualTo(5);
    assertThat(copy.rows(places.unit())).hasSize(80).doesNotContainKeys("[4]", "[60]", "[200]");
    assertThat(copy.rows(places.unit()).get("[3]")).contains("renamed");
  }

  @Test
  @DisplayName("takes along an emptied table")
  void truncate() {
    DeviceCopy copy = device(places.worker("north")).copy();
    copy.sync();
    places.change("TRUNCATE place");

    copy.sync();

    assertThat(copy.rows(places.unit())).isEmpty();
  }

  @Test
  @DisplayName("moves a row that changes scope from the ones to the others")
  void rowChangesScope() {
    DeviceCopy north = device(places.worker("north")).copy();
    DeviceCopy south = device(places.worker("south")).copy();
    north.sync();
    south.sync();
    places.change("UPDATE place SET region = 'south' WHERE id = 9");

    assertThat(north.sync().rows()).isEqualTo(1);
    assertThat(south.sync().rows()).isEqualTo(1);

    assertThat(north.rows(places.unit())).doesNotContainKey("[9]");
    assertThat(south.rows(places.unit())).containsKey("[9]");
  }

  @Test
  @DisplayName("follows a user who gains and loses a region")
  void userChangesScope() {
    TestUser worker = places.worker("north");
    DeviceCopy copy = device(worker).copy();
    copy.sync();

    setAttributes(worker, Map.of("regions", List.of("north", "south")));
    long gained = copy.sync().rows();
    int both = copy.rows(places.unit()).size();
    setAttributes(worker, Map.of("regions", List.of("south")));
    long lost = copy.sync().rows();

    assertThat(gained).isEqualTo(30);
    assertThat(both).isEqualTo(80);
    assertThat(lost).isZero();
    assertThat(copy.rows(places.unit())).hasSize(30).containsKey("[51]");
  }

  @Test
  @DisplayName("misses nothing of a transaction that commits late")
  void lateCommit() throws SQLException {
    DeviceCopy copy = device(places.worker("north")).copy();
    copy.sync();
    try (Connection slow = connect();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("INSERT INTO " + places.table() + " VALUES (1000, 'slow', 'north', 0)");
      places.add(1001, 1001, "north");

      copy.sync();
      assertThat(copy.rows(places.unit())).containsKey("[1001]").doesNotContainKey("[1000]");

      slow.commit();
    }
    copy.sync();
    assertThat(copy.rows(places.unit())).containsKeys("[1000]", "[1001]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 55, 82})
  @DisplayName("that is cut goes on from there, and fetches nothing again")
  void resumes(int lines) {
    DeviceCopy copy = device(places.worker("north", "south")).copy();

    long rows = 0;
    Received received = copy.sync(lines);
    while (!received.complete()) {
      rows += received.rows();
      received = copy.sync(Math.max(8, lines));
    }
    rows += received.rows();

    assertThat(rows).isEqualTo(80);
    assertThat(copy.rows(places.unit())).hasSize(80);
  }

  @Test
  @DisplayName("in pieces while rows change leads to what one sync leads to")
  void piecesEqualTheWhole() {
    TestUser worker = places.worker("north", "south");
    DeviceCopy pieces = device(worker).copy();
    Received received = pieces.sync(20);
    for (int i = 0; !received.complete(); i++) {
      if (i < 5) {
        places.change("UPDATE place SET name = 'piece " + i + "' WHERE id % 7 = " + i);
        places.change("DELETE FROM place WHERE id = " + (10 + i));
        places.change("UPDATE place SET region = 'south' WHERE id = " + (20 + i));
      }
      received = pieces.sync(20 + 20L * i);
    }
    pieces.sync();
    DeviceCopy whole = device(worker).copy();
    whole.sync();

    assertThat(pieces.rows(places.unit())).isEqualTo(whole.rows(places.unit()));
  }

  @Test
  @DisplayName("after a new version sends only tables that it defines otherwise")
  void newVersion() {
    DeviceCopy copy = device(places.worker("north")).copy();
    copy.sync();

    deployPackage(places.source("1.1.0", "id, name, region, height"));
    Received same = copy.sync();
    deployPackage(places.source("1.2.0", "id, name, region"));
    Received other = copy.sync();

    assertThat(same.packages()).containsExactly(places.application() + " 1.1.0");
    assertThat(same.rows()).isZero();
    assertThat(other.rows()).isEqualTo(50);
    assertThat(copy.rows(places.unit()).get("[7]")).isEqualTo("[7, \"place 7\", \"north\"]");
  }

  @Test
  @DisplayName("takes cases to the devices of whom they are assigned to")
  void cases() {
    JobPackage jobs = new JobPackage(unique("sync-jobs"));
    TestUser ann = jobs.worker();
    TestUser ben = jobs.worker();
    TestDevice anns = device(ann);
    TestDevice bens = device(ben);
    anns.copy().sync();
    bens.copy().sync();
    ActionSubmission begin = jobs.begin(ann);
    anns.submit(begin);
    anns.copy().sync();
    bens.copy().sync();
    String key = "[\"" + begin.caseId() + "\"]";
    assertThat(anns.copy().rows(jobs.unit())).containsKey(key);
    assertThat(bens.copy().rows(jobs.unit())).isEmpty();

    anns.submit(jobs.action(begin.caseId(), "write", 1, Map.of("assignee", ben.name())));
    anns.copy().sync();
    bens.copy().sync();

    assertThat(anns.copy().rows(jobs.unit())).isEmpty();
    assertThat(bens.copy().rows(jobs.unit())).containsKey(key);
  }

  @Test
  @DisplayName("from a checkpoint that the server didn't sign says what is there, for comparison")
  void comparesAnew() {
    TestDevice device = device(places.worker("north"));
    device.copy().sync();
    SyncRequest held = device.copy().request();

    Answer answer =
        device
            .api()
            .post(
                "/sync", new SyncRequest(held.protocol(), "forged", held.buckets(), null, 0, null));

    assertThat(answer.ok().text())
        .startsWith("H\t")
        .contains("\"kind\":\"delta\"", "\tpatch\nF\t")
        .doesNotContain("\nP\t");
  }

  @Test
  @DisplayName("of a damaged bucket brings the ranges that differ, and raises an alert")
  void heals() {
    TestDevice device = device(places.worker("north"));
    device.copy().sync();
    SyncRequest held = device.copy().request();
    String bucket =
        held.buckets().keySet().stream()
            .filter(name -> name.startsWith(places.unit() + "["))
            .findFirst()
            .orElseThrow();
    Map<String, String> others = new HashMap<>(held.buckets());
    String definition = others.remove(bucket);
    SyncRequest damaged =
        new SyncRequest(held.protocol(), held.checkpoint(), others, null, 0, null)
            .comparing(
                Map.of(
                    bucket,
                    new SyncRequest.Compared(
                        Objects.requireNonNull(definition),
                        List.of(RangeSum.DAMAGED, RangeSum.EMPTY))));

    String stream = device.api().post("/sync", damaged).ok().text();

    assertThat(stream).contains("\tpatch\nR\t0\t1\n");
    assertThat(stream.lines().filter(line -> line.startsWith("P\t")))
        .hasSameSizeAs(Objects.requireNonNull(device.copy().everything().get(bucket)).keySet());
    SyncReport report =
        new SyncReport(
            Objects.requireNonNull(held.checkpoint()) + "x",
            null,
            "delta",
            1,
            1,
            1,
            1,
            0,
            List.of(bucket),
            null);
    device.api().post("/sync/report", report).ok();
    assertThat(alerts(device)).singleElement().satisfies(a -> closes(a, bucket));
    assertThat(alerts(device)).isEmpty();
  }

  private static List<JsonNode> alerts(TestDevice device) {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode alert : admin().get("/admin/alerts?limit=500").ok().json().path("items")) {
      if (alert.at("/devices/0/device").asText().equals(device.id().toString())) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  private static void closes(JsonNode alert, String bucket) {
    assertThat(alert.path("kind").asText()).isEqualTo("healed");
    assertThat(alert.path("subject").asText()).isEqualTo(bucket);
    admin()
        .postIf(
            '"' + alert.path("version").asText() + '"',
            "/admin/alerts/" + alert.path("id").asText() + "/closing",
            Map.of("reason", "A bad disk."))
        .ok();
  }

  @Test
  @DisplayName("that asks in a way the server doesn't know is refused")
  void refuses() {
    TestDevice device = device(places.worker("north"));
    SyncRequest future = new SyncRequest(99, null, Map.of(), null, 0, null);

    Answer unsupported = device.api().post("/sync", future);
    Answer malformed = device.api().post("/sync", "application/json", "{\"protocol\":1}");
    Answer noDevice = places.worker("north").api().post("/sync", device.copy().request());

    assertThat(unsupported.problem().code()).isEqualTo("unsupported-protocol");
    assertThat(malformed.problem().code()).isEqualTo("malformed");
    assertThat(noDevice.problem().code()).isEqualTo("device-required");
  }
}
