package dev.holdfast.server.history.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.api.Removal;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is removed under a rule leaves a chain that verifies, and says so; nothing else may go. */
class RemovalTest {
  private static final Instant NOW = Instant.parse("2036-11-23T08:00:00.123456Z");
  private static final String RULE = "retention P10Y";

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final History history = new HistoryBean(jdbc);
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void anEntryStandsInThePlaceOfWhatWasRemovedAndTheChainGoesOn() {
    append(one, "plan", "record", "close");
    append(other, "plan");

    history.remove(Set.of(one), RULE, NOW);

    assertThat(actions(one)).containsExactly("history:removed");
    assertThat(history.verify(one))
        .isEqualTo(new History.Verification(1, true, 0, List.of(new Removal(1, 3, NOW, RULE))));
    assertThat(actions(other)).containsExactly("plan");
    append(one, "late");
    assertThat(history.verify(one).intact()).isTrue();
  }

  @Test
  void whatComesAfterARemovalIsRemovedByTheNextAndBothStayKnown() {
    append(one, "plan", "close");
    history.remove(Set.of(one), RULE, NOW);
    append(one, "late");

    history.remove(Set.of(one), "retention P1Y", NOW.plusSeconds(1));
    history.remove(Set.of(one), "nothing is left", NOW.plusSeconds(2));

    assertThat(history.verify(one))
        .isEqualTo(
            new History.Verification(
                2,
                true,
                0,
                List.of(
                    new Removal(1, 2, NOW, RULE),
                    new Removal(4, 4, NOW.plusSeconds(1), "retention P1Y"))));
  }

  @Test
  void aCaseWithoutAHistoryIsLeftAlone() {
    history.remove(Set.of(one), RULE, NOW);

    assertThat(history.verify(one)).isEqualTo(new History.Verification(0, true, 0, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM holdfast.history_entry WHERE action = 'history:removed'",
        "DELETE FROM holdfast.history_entry WHERE position = 4",
        "UPDATE holdfast.history_entry SET reason = 'another rule' WHERE action = 'history:removed'",
        "UPDATE holdfast.history_entry SET changes = jsonb_set(changes, '{last-removed,1}', '3') WHERE action = 'history:removed'",
        "UPDATE holdfast.history_entry SET action = 'record' WHERE action = 'history:removed'",
        "UPDATE holdfast.history_entry SET prev_hash = repeat('1', 64) WHERE action = 'history:removed'"
      })
  void tamperingWithARemovalIsFound(String tampering) {
    append(one, "plan", "record");
    history.remove(Set.of(one), RULE, NOW);
    append(one, "late");

    for (String table : List.of("history_entry", "history_head")) {
      jdbc.update("ALTER TABLE holdfast." + table + " DISABLE TRIGGER ALL");
    }
    jdbc.update(tampering);

    assertThat(history.verify(one).intact()).isFalse();
  }

  @Test
  void theDatabaseLetsNothingGoThatNoEntryStandsFor() {
    append(one, "plan", "record");
    history.remove(Set.of(one), RULE, NOW);
    append(one, "late", "later");

    assertThatThrownBy(() -> jdbc.update("DELETE FROM holdfast.history_entry"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.update("DELETE FROM holdfast.history_entry WHERE position = 4"))
        .hasMessageContaining("append-only");
    assertThat(history.verify(one).intact()).isTrue();
  }

  private List<String> actions(UUID caseId) {
    return history.of(caseId, new PageRequest(0, 100, null, false)).items().stream()
        .map(HistoryEntry::action)
        .toList();
  }

  private void append(UUID caseId, String... actions) {
    for (String action : actions) {
      history.append(List.of(HistoryEntry.noted(caseId, NOW, "alice", action, "applied", "")));
    }
  }
}
