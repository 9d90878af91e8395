package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Children that go where their parents go. */
class ParentScopeTest {
  private static final String PACKAGE =
      """
      application: care
      version: 1.0.0
      user-attributes: {areas: {type: text, many: true}}
      roles: [nurse]
      tables:
        patient:
          source: demo.patient
          key: [id]
          columns: [id, area]
          scope: row.area in user.areas
      cases:
        visit:
          children: [incident]
          fields: {patient: {type: reference, table: patient}}
          scope: case.patient.area in user.areas
          stages: [open, closed]
          actions:
            plan: {creates: open, by: nurse, sets: [patient, assignee]}
            end: {from: open, to: closed, completes: true, by: nurse}
        incident:
          fields: {patient: {type: text}}
          scope: [case.parent.patient.area in user.areas, case.parent.assignee == user.name]
          stages: [open, closed]
          actions:
            report: {creates: open, by: nurse, sets: [parent, patient]}
            end: {from: open, to: closed, completes: true, by: nurse}
      """;
  private static final String INSERT =
      """
      INSERT INTO holdfast.case_file (id, application, type, parent_id, stage, completed, version, fields,
        package_version, created_at, changed_at, last_device_from, last_action) VALUES
      """;

  /** All buckets that an incident of these tests could be in. */
  private static final String[] BUCKETS = {
    "parent.assignee=nora",
    "parent.patient.area=east",
    "parent.patient.area=north",
    "parent.patient.area=south"
  };

  private final TestDatabase database = TestDatabase.create();
  private final UUID visit = UUID.randomUUID();
  private final UUID incident = UUID.randomUUID();

  @BeforeEach
  void open() throws Exception {
    sql(
        "CREATE SCHEMA demo",
        "CREATE TABLE demo.patient (id text PRIMARY KEY, area text)",
        "INSERT INTO demo.patient VALUES ('P1', 'north'), ('P2', 'south')");
    InstalledCapture.of(database, PackageReader.read(PACKAGE), new CaseUnits());
    insert(visit, "care", "visit", null, "{\"patient\": \"P1\"}");
    insert(incident, "care", "incident", visit, "{}");
  }

  @Test
  void aChildIsWhereItsParentIsAndFollowsIt() throws Exception {
    assertThat(buckets()).containsExactly("parent.patient.area=north");

    sql("UPDATE holdfast.case_file SET fields = '{\"patient\": \"P2\"}' WHERE type = 'visit'");
    assertThat(buckets()).containsExactly("parent.patient.area=south");

    sql("UPDATE holdfast.case_file SET assignee = 'nora' WHERE type = 'visit'");
    assertThat(buckets()).containsExactly("parent.assignee=nora", "parent.patient.area=south");

    sql("UPDATE demo.patient SET area = 'east' WHERE id = 'P2'");
    assertThat(buckets()).containsExactly("parent.assignee=nora", "parent.patient.area=east");

    sql("DELETE FROM holdfast.case_file WHERE type = 'visit'");
    assertThat(buckets()).as("without its parent it is nobody's").isEmpty();
  }

  @Test
  void whatIsWrittenTogetherWithItsParentIsWhereTheParentIs() throws Exception {
    UUID both = UUID.randomUUID();
    sql(
        "DELETE FROM holdfast.case_file",
        values(both, "care", "visit", null, "{\"patient\": \"P2\"}")
            + values(UUID.randomUUID(), "care", "incident", both, "{}").replace(INSERT, ", "));

    assertThat(buckets()).containsExactly("parent.patient.area=south");
  }

  @Test
  void aCaseOfAnotherApplicationIsNoParent() throws Exception {
    UUID stranger = UUID.randomUUID();
    insert(stranger, "other", "visit", null, "{\"patient\": \"P2\"}");
    sql("UPDATE holdfast.case_file SET parent_id = '" + stranger + "' WHERE type = 'incident'");
    sql("UPDATE holdfast.case_file SET assignee = 'nora' WHERE application = 'other'");

    assertThat(buckets()).isEmpty();
  }

  /** Where the incidents are; a comparison of everything has to find nothing else. */
  private List<String> buckets() throws SQLException {
    InstalledCapture.repair(database, "incident");
    assertThat(
            database
                .jdbc()
                .one(
                    "SELECT missing + extra + different FROM holdfast.capture_verification"
                        + " ORDER BY at DESC LIMIT 1",
                    row -> row.getLong(1)))
        .contains(0L);
    return database
        .jdbc()
        .list(
            "SELECT terms FROM unnest(?) terms WHERE EXISTS (SELECT FROM "
                + InstalledCapture.table(database, "incident")
                + " WHERE bucket = holdfast.bucket_id(terms) AND hash IS NOT NULL)",
            row -> row.getString(1),
            (Object) BUCKETS);
  }

  private void insert(
      UUID id, String application, String type, @Nullable UUID parent, String fields)
      throws SQLException {
    sql(values(id, application, type, parent, fields));
  }

  private static String values(
      UUID id, String application, String type, @Nullable UUID parent, String fields) {
    String from = parent == null ? "NULL" : "'" + parent + "'";
    return INSERT
        + "('%s', '%s', '%s', %s, 'open', false, 1, '%s', '1.0.0', now(), now(), 1, gen_random_uuid())"
            .formatted(id, application, type, from, fields);
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
