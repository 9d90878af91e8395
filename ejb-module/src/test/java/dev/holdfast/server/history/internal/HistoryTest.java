package dev.holdfast.server.history.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final History history = new HistoryBean(jdbc);
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void entriesOfManyCasesInOneCallAreChainedPerCase() {
    history.append(List.of(entry(one, "plan"), entry(other, "plan"), entry(one, "arrive")));
    history.append(List.of(entry(one, "record")));

    assertThat(page(one))
        .extracting(HistoryEntry::action)
        .containsExactly("plan", "arrive", "record");
    assertThat(page(one)).extracting(HistoryEntry::position).containsExactly(1L, 2L, 3L);
    assertThat(history.verify(one)).isEqualTo(verification(3, 0));
    assertThat(history.verify(other)).isEqualTo(verification(1, 0));
    assertThat(history.verify(UUID.randomUUID())).isEqualTo(verification(0, 0));
  }

  @Test
  void whatWasWrittenIsReadBackInJsonForm() {
    history.append(List.of(entry(one, "record")));

    HistoryEntry read = page(one).get(0);
    assertThat(read.at()).isEqualTo(NOW);
    assertThat(read.changes())
        .isEqualTo(
            Map.of(
                "count", new Change(1, 2),
                "price", new Change(null, "12.50"),
                "due", new Change("2026-11-23", null),
                "note", new Change("a\n\"b\"\\\t\u0001", "ä€\uD83D\uDE00")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_name = 'mallory'",
        "at = at + interval '1 microsecond'",
        "changes = '{}'",
        "changes = '{\"count\": [1]}'",
        "overwritten = '{\"count\": [1, 2]}'",
        "overwritten = '{\"count\": [1.5, 2]}'",
        "changes = 'null'",
        "changes = '{\"count\": null}'",
        "changes = jsonb_set(changes, '{count, 2}', '3')",
        "at = 'infinity'",
        "version = version + 1",
        "reason = 'x'",
        "device_id = NULL",
        "performed_at = NULL",
        "clock_offset_millis = 0",
        "prev_hash = repeat('1', 64)",
        "hash = repeat('1', 64)",
        "position = 9"
      })
  void everyChangeOfAnEntryIsFound(String tampering) {
    history.append(List.of(entry(one, "plan"), entry(one, "arrive"), entry(one, "record")));

    tamper("UPDATE holdfast.history_entry SET " + tampering + " WHERE position = 2");

    assertThat(history.verify(one)).isEqualTo(verification(3, 2));
  }

  @Test
  void aMissingEntryIsFound() {
    history.append(List.of(entry(one, "plan"), entry(one, "arrive"), entry(one, "record")));

    tamper("DELETE FROM holdfast.history_entry WHERE position = 1");

    assertThat(history.verify(one)).isEqualTo(verification(2, 1));
  }

  @Test
  void entriesCutOffTheEndAreMissed() {
    history.append(List.of(entry(one, "plan"), entry(one, "arrive"), entry(one, "record")));

    tamper("DELETE FROM holdfast.history_entry WHERE position > 1");

    assertThat(history.verify(one)).isEqualTo(verification(1, 2));
    history.append(List.of(entry(one, "submit")));
    assertThat(history.verify(one)).isEqualTo(verification(2, 2));
  }

  @Test
  void aWholeChainThatIsGoneIsMissed() {
    history.append(List.of(entry(one, "plan")));

    tamper("DELETE FROM holdfast.history_entry");

    assertThat(history.verify(one)).isEqualTo(verification(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM holdfast.history_head",
        "UPDATE holdfast.history_head SET position = 1",
        "UPDATE holdfast.history_head SET hash = repeat('1', 64)"
      })
  void anEndThatDoesNotFitItsChainIsFound(String tampering) {
    history.append(List.of(entry(one, "plan"), entry(one, "arrive")));

    tamper(tampering);

    assertThat(history.verify(one).intact()).isFalse();
  }

  @Test
  void anEntryPutInBehindTheServersBackIsFound() {
    history.append(List.of(entry(one, "plan")));

    jdbc.update(
        "INSERT INTO holdfast.history_entry SELECT case_id, position + 1, at, user_name, device_id, action,"
            + " action_id, outcome, reason, version, base_version, package_version, performed_at,"
            + " clock_offset_millis, changes, overwritten, hash, hash FROM holdfast.history_entry");

    assertThat(history.verify(one)).isEqualTo(verification(2, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM holdfast.history_entry",
        "DELETE FROM holdfast.history_head",
        "UPDATE holdfast.history_head SET position = 1",
        "UPDATE holdfast.history_head SET hash = ''"
      })
  void replicationDoesNotOpenTheTable(String statement) {
    history.append(List.of(entry(one, "plan")));

    assertThatThrownBy(
            () ->
                jdbc.with(
                    sql -> {
                      sql.run("SET session_replication_role = replica");
                      return sql.update(statement);
                    }))
        .hasMessageContaining("append-only");
    assertThat(history.verify(one).intact()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE holdfast.history_entry SET user_name = 'mallory'",
        "DELETE FROM holdfast.history_entry",
        "TRUNCATE holdfast.history_entry"
      })
  void theTableOnlyGrows(String statement) {
    history.append(List.of(entry(one, "plan")));

    assertThatThrownBy(() -> jdbc.update(statement)).hasMessageContaining("append-only");
    assertThat(page(one)).hasSize(1);
  }

  @Test
  void twoWritersOfOneCaseCanNotBothHaveThePlaceOfTheNextEntry() {
    history.append(List.of(entry(one, "plan")));

    assertThatThrownBy(
            () ->
                jdbc.update(
                    "INSERT INTO holdfast.history_entry SELECT * FROM holdfast.history_entry"))
        .hasMessageContaining("duplicate key");
  }

  private static History.Verification verification(long entries, long brokenAt) {
    return new History.Verification(entries, brokenAt == 0, brokenAt, List.of());
  }

  private List<HistoryEntry> page(UUID caseId) {
    return history.of(caseId, new PageRequest(0, 100, null, false)).items();
  }

  /** What somebody with all rights on the database could do. */
  private void tamper(String statement) {
    for (String table : List.of("history_entry", "history_head")) {
      jdbc.update("ALTER TABLE holdfast." + table + " DISABLE TRIGGER ALL");
    }
    jdbc.update(statement);
  }

  private static HistoryEntry entry(UUID caseId, String action) {
    return new HistoryEntry(
        caseId,
        0,
        NOW,
        "alice",
        UUID.randomUUID(),
        action,
        UUID.randomUUID(),
        "applied",
        null,
        3,
        2,
        "1.0.0",
        Instant.parse("2026-11-23T07:59:59.123456789Z"),
        -250,
        Map.of(
            "count", new Change(1, 2),
            "price", new Change(null, new BigDecimal("12.50")),
            "due", new Change(LocalDate.parse("2026-11-23"), null),
            "note", new Change("a\n\"b\"\\\t\u0001", "ä€\uD83D\uDE00")),
        Map.of());
  }
}
