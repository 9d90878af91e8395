package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.UnitSource;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A failure that passes by itself")
class PassingFailuresTest {
  private static final CaptureUnit VIEW =
      own(CaptureFixture.thing("demo.v", ReceiveStrategy.ROWS, "id", "state"));
  private static final CaptureUnit TABLE =
      own(CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state"));

  /** A view that fails as {@code demo.weather} says, as one of a foreign server would. */
  private final TestDatabase database =
      CaptureFixture.with(
          "CREATE TABLE demo.t (id int PRIMARY KEY, state text); INSERT INTO demo.t VALUES (1, 'AK');"
              + " CREATE TABLE demo.weather (code text);"
              + " CREATE FUNCTION demo.weather() RETURNS boolean LANGUAGE plpgsql AS $$"
              + " DECLARE bad text := (SELECT code FROM demo.weather); BEGIN IF bad IS NOT NULL THEN"
              + " RAISE EXCEPTION 'away' USING ERRCODE = bad; END IF; RETURN true; END $$;"
              + " CREATE VIEW demo.v AS SELECT * FROM demo.t WHERE demo.weather()");

  PassingFailuresTest() throws SQLException {}

  private static CaptureUnit own(CaptureUnit unit) {
    return new CaptureUnit(
        "holdfast",
        unit.name(),
        unit.place(),
        unit.relation(),
        unit.filter(),
        unit.key(),
        unit.row(),
        unit.scope(),
        unit.strategy(),
        unit.definition());
  }

  private static UnitSource only(CaptureUnit unit) {
    return new UnitSource() {
      @Override
      public List<CaptureUnit> of(ApplicationPackage definition) {
        return List.of();
      }

      @Override
      public List<CaptureUnit> always() {
        return List.of(unit);
      }
    };
  }

  private void weather(String code) {
    database.jdbc().update("INSERT INTO demo.weather VALUES (?)", code);
  }

  private void scan() {
    database.jdbc().update("UPDATE holdfast.capture_unit SET scanned_at = NULL");
    CaptureFixture.upkeep(database).scan();
  }

  private void minutesPass(int minutes) {
    database
        .jdbc()
        .update(
            "UPDATE holdfast.capture_unit SET failing_since = failing_since - make_interval(mins =>"
                + " ?)",
            minutes);
  }

  private CapturedUnit unit() {
    return CaptureFixture.captured(database, "thing");
  }

  private List<String> openAlerts() {
    return database
        .jdbc()
        .list(
            "SELECT kind || ' ' || subject || ' ' || times FROM holdfast.raised_alert"
                + " WHERE closed_at IS NULL",
            row -> row.getString(1));
  }

  private void upkeep(CaptureUnit unit) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      new CaptureKeeper(InstalledCapture.on(connection), List.of(only(unit))).keepOwn();
      connection.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HV00N", "HV00L", "08001", "08006", "40001", "53300", "55P03", "57014", "57P01"})
  @DisplayName("leaves what is scanned as it is, and is an alert when it lasts")
  void ofAScan(String code) throws SQLException {
    upkeep(VIEW);
    CapturedUnit before = unit();
    weather(code);

    scan();
    assertThat(unit()).isEqualTo(before);
    assertThat(openAlerts()).isEmpty();
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");

    minutesPass(6);
    scan();
    scan();
    upkeep(VIEW);
    assertThat(unit()).isEqualTo(before);
    assertThat(openAlerts()).containsExactly("problem holdfast/thing 1");

    CaptureFixture.run(database, "DELETE FROM demo.weather; INSERT INTO demo.t VALUES (2, 'AK')");
    scan();
    assertThat(unit()).as("devices need not fetch it anew").isEqualTo(before);
    assertThat(openAlerts()).isEmpty();
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]", "state=AK[2]");
  }

  @Test
  @DisplayName("is none where somebody has to do something")
  void lasting() throws SQLException {
    upkeep(VIEW);
    weather("22012");

    scan();

    assertThat(unit().problem()).contains("away");
    assertThat(openAlerts()).containsExactly("problem holdfast/thing 1");
  }

  @Test
  @DisplayName("while triggers are put back is an alert, then a problem")
  void ofTriggers() throws SQLException {
    upkeep(TABLE);
    CapturedUnit before = unit();
    String trigger = CaptureNames.trigger(before.name(), "s", CaptureNames.Event.INSERT);
    CaptureFixture.run(
        database,
        "CREATE FUNCTION demo.busy() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE"
            + " EXCEPTION 'busy' USING ERRCODE = '55P03'; END $$; DROP TRIGGER "
            + trigger
            + " ON demo.t; CREATE EVENT TRIGGER busy ON ddl_command_start WHEN TAG IN ('CREATE"
            + " TRIGGER') EXECUTE FUNCTION demo.busy()");

    upkeep(TABLE);
    assertThat(unit()).isEqualTo(before);
    assertThat(openAlerts()).isEmpty();

    minutesPass(6);
    upkeep(TABLE);
    upkeep(TABLE);
    assertThat(unit()).isEqualTo(before);
    assertThat(openAlerts()).containsExactly("problem holdfast/thing 1");

    minutesPass(30);
    upkeep(TABLE);
    assertThat(unit().problem()).contains("another transaction has been writing");

    CaptureFixture.run(database, "DROP EVENT TRIGGER busy");
    upkeep(TABLE);
    assertThat(unit().problem()).isNull();
    assertThat(openAlerts()).isEmpty();
    assertThat(unit().definition())
        .as("changes may have been missed")
        .isNotEqualTo(before.definition());
  }

  @Test
  @DisplayName("while triggers are put back is over when they are")
  void ofTriggersBriefly() throws SQLException {
    upkeep(TABLE);
    CapturedUnit before = unit();
    String trigger = CaptureNames.trigger(before.name(), "s", CaptureNames.Event.INSERT);
    CaptureFixture.run(
        database,
        "CREATE FUNCTION demo.busy() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE"
            + " EXCEPTION 'busy' USING ERRCODE = '40P01'; END $$; DROP TRIGGER "
            + trigger
            + " ON demo.t; CREATE EVENT TRIGGER busy ON ddl_command_start WHEN TAG IN ('CREATE"
            + " TRIGGER') EXECUTE FUNCTION demo.busy(); INSERT INTO demo.t VALUES (2, 'AK')");
    upkeep(TABLE);
    minutesPass(6);
    upkeep(TABLE);
    assertThat(openAlerts()).hasSize(1);

    CaptureFixture.run(database, "DROP EVENT TRIGGER busy");
    upkeep(TABLE);

    assertThat(unit()).isEqualTo(before);
    assertThat(openAlerts()).isEmpty();
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]", "state=AK[2]");
  }
}
