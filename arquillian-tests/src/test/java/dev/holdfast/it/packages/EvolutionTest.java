package dev.holdfast.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.wire.ParkReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A version that calls things otherwise")
class EvolutionTest extends ServerTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String FIRST =
      """
      application: NAME
      version: 1.0.0
      user-attributes: {areas: {type: text, many: true}}
      roles: [NAME-worker]
      cases:
        job:
          fields:
            area: {type: text}
            condition: {type: choice, of: [good, fair, poor]}
            remarks: {type: text}
          scope: case.area in user.areas
          stages: [open, done]
          actions:
            begin: {creates: open, by: NAME-worker, sets: [area, remarks]}
            note: {from: open, by: NAME-worker, sets: [condition, remarks]}
            ping: {from: open, by: NAME-worker}
            end: {from: open, to: done, completes: true, by: NAME-worker}
      """;
  private static final String SECOND =
      """
      application: NAME
      version: 2.0.0
      user-attributes: {areas: {type: text, many: true}}
      roles: [NAME-worker]
      cases:
        job:
          fields:
            zone: {type: text}
            condition: {type: choice, of: [good, bad]}
            findings: {type: text}
            urgency: {type: choice, of: [low, high], required: true}
          scope: case.zone in user.areas
          stages: [waiting, done]
          actions:
            begin: {creates: waiting, by: NAME-worker, sets: [zone, findings, urgency]}
            record: {from: waiting, by: NAME-worker, sets: [condition, findings, urgency]}
            end: {from: waiting, to: done, completes: true, by: NAME-worker}
      evolution:
        supports: 1.0.0
        since:
          2.0.0:
            job:
              renamed: {fields: {area: zone, remarks: findings}, actions: {note: record}, stages: {open: waiting}}
              values: {condition: {fair: good, poor: bad}}
              defaults: {urgency: low}
              retired: {actions: ping}
      """;

  private final String application = unique("evolution");
  private final Holdfast device = Holdfast.at(directory()).openWithKey(KEY);

  private static Path directory() {
    try {
      return Files.createTempDirectory(Path.of("target").toRealPath(), "evolution");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void begin() {
    deploy(FIRST);
    TestUser worker = newUser(Set.of(application + "-worker"), Map.of("areas", List.of("north")));
    device.signIn(TestServer.api().toString(), worker.name(), worker.password(), "test");
    device.sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private void deploy(String source) {
    deployPackage(source.replace("NAME", application));
  }

  private void activate(String version) {
    admin().post("/admin/packages/" + application + "/active", Map.of("version", version)).ok();
  }

  private UUID begun() {
    UUID job = device.create("job", Map.of("area", "north", "remarks", "new")).caseId();
    device.sync();
    return job;
  }

  private CaseView shown(UUID job) {
    return device.show(job).orElseThrow();
  }

  private static JsonNode stored(UUID job) {
    return admin().get("/admin/cases/" + job).ok().json();
  }

  @Test
  @DisplayName(
      "takes what devices made with the one before, in its own words, and they go on in these")
  void takesWhatWaits() {
    UUID job = begun();
    device.perform(job, "note", Map.of("condition", "fair", "remarks", "ice"));
    UUID created = device.create("job", Map.of("area", "north")).caseId();
    deploy(SECOND);

    SyncResult sync = device.sync();

    assertThat(sync.up()).isEqualTo(new SyncResult.Up(2, 2, 0, 0));
    JsonNode fields = stored(job).path("fields");
    assertThat(fields.path("condition").asText()).isEqualTo("good");
    assertThat(fields.path("findings").asText()).isEqualTo("ice");
    assertThat(fields.path("urgency").asText()).isEqualTo("low");
    assertThat(stored(created).at("/fields/urgency").asText()).isEqualTo("low");
    JsonNode entry = admin().get("/admin/cases/" + job + "/history").ok().json().at("/items/1");
    assertThat(entry.path("action").asText()).isEqualTo("record");
    assertThat(entry.path("packageVersion").asText()).isEqualTo("1.0.0");
    assertThat(shown(job).stage()).isEqualTo("waiting");
    assertThat(shown(job).fields()).containsEntry("findings", "ice").containsEntry("zone", "north");
    assertThat(device.verify().match()).isTrue();

    device.perform(job, "record", Map.of("urgency", "high"));
    assertThat(device.sync().up()).isEqualTo(new SyncResult.Up(1, 1, 0, 0));
    assertThat(device.verify().match()).isTrue();
  }

  @Test
  @DisplayName("brings cases that nobody works on to devices in its words, by its scopes")
  void bringsCases() {
    UUID job = begun();
    deploy(SECOND);

    device.sync();

    assertThat(shown(job).version()).isEqualTo(1);
    assertThat(device.query("SELECT stage, zone, findings, urgency FROM job"))
        .containsExactly(
            Map.of("stage", "waiting", "zone", "north", "findings", "new", "urgency", "low"));
    assertThat(device.verify().match()).isTrue();
  }

  @Test
  @DisplayName("parks what it has no word for as old-logic, and says what stood in the way")
  void parksTheRest() {
    UUID job = begun();
    UUID ping = device.perform(job, "ping", Map.of()).action();
    deploy(SECOND);

    assertThat(device.sync().up()).isEqualTo(new SyncResult.Up(1, 0, 0, 1));

    PendingAction parked = device.pending().get(0);
    assertThat(parked.action()).isEqualTo(ping);
    assertThat(parked.reason()).isEqualTo(ParkReason.OLD_LOGIC);
    JsonNode issue =
        admin().get("/admin/issues/" + Objects.requireNonNull(parked.issue())).ok().json();
    assertThat(issue.path("reason").asText()).isEqualTo("old-logic");
    assertThat(issue.at("/messages/0").asText()).contains("'ping'", "1.0.0", "2.0.0");
  }

  @Test
  @DisplayName("can be taken back, with the cases and with what was made with it")
  void goesBack() {
    UUID job = begun();
    deploy(SECOND);
    device.sync();
    device.perform(job, "record", Map.of("condition", "bad", "findings", "ice"));
    UUID high = device.perform(job, "record", Map.of("urgency", "high")).action();
    activate("1.0.0");

    assertThat(device.sync().up()).isEqualTo(new SyncResult.Up(2, 1, 0, 1));

    assertThat(stored(job).path("stage").asText()).isEqualTo("open");
    assertThat(stored(job).at("/fields/condition").asText()).isEqualTo("poor");
    assertThat(shown(job).fields()).containsEntry("remarks", "ice").containsEntry("area", "north");
    assertThat(device.pending())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.action()).isEqualTo(high);
              assertThat(parked.reason()).isEqualTo(ParkReason.OLD_LOGIC);
            });
    assertThat(device.verify().match()).isTrue();

    activate("2.0.0");
    device.sync();
    assertThat(shown(job).fields())
        .containsEntry("findings", "ice")
        .containsEntry("condition", "bad");
    assertThat(device.verify().match()).isTrue();
  }

  @Test
  @DisplayName("makes nobody wait with a connection while it comes into force")
  void comesIntoForce() throws SQLException {
    UUID job = begun();
    device.perform(job, "note", Map.of("remarks", "ice"));
    try (Connection activation = connect();
        var statement = activation.createStatement()) {
      activation.setAutoCommit(false);
      statement.execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('words:" + application + "', 0))");

      assertThat(device.sync().up()).isEqualTo(SyncResult.Up.NOTHING);
      assertThat(device.pending()).hasSize(1);
      assertThat(
              query(
                  "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))
          .isEmpty();
      activation.rollback();
    }

    assertThat(device.sync().up()).isEqualTo(new SyncResult.Up(1, 1, 0, 0));
    assertThat(device.pending()).isEmpty();
  }
}
