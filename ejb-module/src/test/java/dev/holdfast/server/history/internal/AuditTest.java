package dev.holdfast.server.history.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.api.AuditEntry;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
  private static final AuditFilter ALL = new AuditFilter(null, null, null);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final Audit audit = new AuditBean(jdbc, Clock.fixed(FleetData.NOW, ZoneOffset.UTC));

  @Test
  void whatWasWrittenIsReadBackNewestFirst() throws RefusedException {
    Map<String, Change> changes = Map.of("roles", new Change(null, "a, b"));
    audit.record("admin", AuditAction.USER_ADDED, "alice", null, Map.of());
    audit.record("sue", AuditAction.USER_CHANGED, "alice", "asked for", changes);

    assertThat(list(ALL, 0, 10).items())
        .containsExactly(
            new AuditEntry(2, FleetData.NOW, "sue", "user-changed", "alice", "asked for", changes),
            new AuditEntry(1, FleetData.NOW, "admin", "user-added", "alice", null, Map.of()));
  }

  @Test
  void isFilteredAndPagedInTheDatabase() throws RefusedException {
    for (int i = 0; i < 5; i++) {
      audit.record("admin", AuditAction.USER_ADDED, "user_" + i, null, Map.of());
    }
    audit.record("sue", AuditAction.DEVICE_REVOKED, "user-x", "lost", Map.of());

    assertThat(list(new AuditFilter("admin", "user-added", "r_"), 1, 2))
        .satisfies(page -> assertThat(page.total()).isEqualTo(5))
        .extracting(Page::items)
        .asInstanceOf(InstanceOfAssertFactories.list(AuditEntry.class))
        .extracting(AuditEntry::subject)
        .containsExactly("user_3", "user_2");
    assertThat(list(new AuditFilter("sue", null, null), 0, 10).total()).isEqualTo(1);
    assertThat(list(new AuditFilter(null, null, "user_"), 0, 10).total()).isEqualTo(5);
  }

  @Test
  void isForAdministratorsOnlyAndKnowsItsActions() {
    PageRequest first = new PageRequest(0, 10, null, false);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> audit.list(FleetData.ALICE, ALL, first));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> list(new AuditFilter(null, "nothing", null), 0, 10))
        .withMessageContaining("nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE holdfast.audit_entry SET user_name = 'mallory'",
        "DELETE FROM holdfast.audit_entry",
        "TRUNCATE holdfast.audit_entry"
      })
  void theTableOnlyGrowsAlsoForItsOwnerWhoReplicates(String statement) {
    audit.record("admin", AuditAction.USER_ADDED, "alice", null, Map.of());
    HistoryEntry entry =
        HistoryEntry.noted(UUID.randomUUID(), Instant.EPOCH, "alice", "plan", "applied", "");
    new HistoryBean(jdbc).append(List.of(entry));

    assertThatThrownBy(() -> jdbc.update(statement)).hasMessageContaining("append-only");
    assertThatThrownBy(() -> replicating(statement)).hasMessageContaining("append-only");
    assertThatThrownBy(() -> replicating(statement.replace("audit_entry", "history_entry")))
        .hasMessageContaining("append-only");
  }

  private void replicating(String statement) {
    jdbc.with(
        sql -> {
          sql.run("SET session_replication_role = replica");
          return sql.update(statement);
        });
  }

  private Page<AuditEntry> list(AuditFilter filter, int offset, int limit) throws RefusedException {
    return audit.list(FleetData.ADMIN, filter, new PageRequest(offset, limit, null, false));
  }
}
