package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CaptureTriggersTest {
  @Test
  void aTriggerThatWasEnabledForOrdinarySessionsOnlyIsEnabledForAllAgain() throws SQLException {
    TestDatabase database =
        CaptureFixture.with("CREATE TABLE demo.t (id int PRIMARY KEY, state text)");
    CaptureUnit unit = CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state");
    CaptureFixture.install(database, unit);
    CaptureFixture.run(
        database,
        "ALTER TABLE demo.t DISABLE TRIGGER USER; ALTER TABLE demo.t ENABLE TRIGGER USER");

    CaptureFixture.install(database, unit);

    assertThat(
            database
                .jdbc()
                .list(
                    "SELECT DISTINCT tgenabled::text FROM pg_trigger"
                        + " WHERE tgrelid = 'demo.t'::regclass",
                    row -> row.getString(1)))
        .containsExactly("A");
  }

  @Test
  void aDroppedTriggerIsPutBackAndWhatItMissedIsFilledIn() throws SQLException {
    TestDatabase database =
        CaptureFixture.with("CREATE TABLE demo.t (id int PRIMARY KEY, state text)");
    CaptureUnit unit = CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state");
    CaptureFixture.install(database, unit);
    String trigger =
        database
            .jdbc()
            .one(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = 'demo.t'::regclass AND tgname LIKE"
                    + " '%_i'",
                row -> row.getString(1))
            .orElseThrow();
    CaptureFixture.run(
        database, "DROP TRIGGER " + trigger + " ON demo.t; INSERT INTO demo.t VALUES (1, 'AK')");

    CaptureFixture.install(database, unit);
    CaptureFixture.run(database, "INSERT INTO demo.t VALUES (2, 'AK')");

    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]", "state=AK[2]");
  }

  @Test
  void sessionsThatOnlyReplayOthersChangesAreCaptured() throws SQLException {
    TestDatabase database =
        CaptureFixture.with("CREATE TABLE demo.t (id int PRIMARY KEY, state text)");
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state"));

    CaptureFixture.run(
        database, "SET session_replication_role = replica; INSERT INTO demo.t VALUES (1, 'AK')");

    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");
  }
}
