package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The script that makes chains of what waits")
class ChainsScriptTest {
  /** As it was before the script, but for indexes, of which only the names matter to it. */
  private static final String BEFORE =
      """
      ALTER TABLE holdfast.issue DROP CONSTRAINT issue_waits_check, DROP CONSTRAINT issue_status_check,
        DROP COLUMN head, DROP COLUMN released_from, DROP COLUMN led_at, DROP COLUMN ended_behind,
        ADD CONSTRAINT issue_status_check CHECK (status IN ('open', 'claimed', 'resolved'));
      ALTER TABLE holdfast.issue_batch DROP COLUMN with_followers;
      ALTER TABLE holdfast.issue_batch_item DROP COLUMN followers;
      DROP INDEX holdfast.issue_untold;
      CREATE INDEX issue_unresolved ON holdfast.issue (id);
      CREATE INDEX issue_unresolved_basket ON holdfast.issue (id);
      CREATE INDEX issue_cause ON holdfast.issue (id);
      CREATE INDEX issue_resolved ON holdfast.issue (id);
      CREATE INDEX issue_untold ON holdfast.issue (id);
      """;

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);

  ChainsScriptTest() {
    run(BEFORE);
  }

  @Test
  @DisplayName("puts a chain and a fork behind their head, and ends claims on what waits")
  void chains() throws IOException {
    UUID head = issue(null, "paul");
    UUID middle = issue(head, "mia");
    UUID last = issue(middle, null);
    UUID fork = issue(head, "paul");

    upgrade();

    assertThat(state(head)).isEqualTo("claimed paul 1");
    assertThat(state(middle)).isEqualTo("waiting - 2");
    assertThat(state(last)).isEqualTo("waiting - 2");
    assertThat(List.of(middle, last, fork))
        .allSatisfy(id -> assertThat(issues.column(id, "head", UUID.class)).isEqualTo(head));
    assertThat(events(middle)).containsExactly("released mia");
    assertThat(events(fork)).containsExactly("released paul");
    assertThat(events(head)).isEmpty();
    assertThat(events(last)).isEmpty();
  }

  @Test
  @DisplayName("leaves a chain to who had all that waits in it, if nobody had its head")
  void held() throws IOException {
    UUID head = issue(null, null);
    UUID middle = issue(head, "mia");
    issue(middle, "mia");
    UUID other = issue(null, null);
    issue(issue(other, "mia"), null);

    upgrade();

    assertThat(state(head)).isEqualTo("claimed mia 2");
    assertThat(events(head)).containsExactly("claimed mia");
    assertThat(state(middle)).isEqualTo("waiting - 2");
    assertThat(state(other)).isEqualTo("open - 1");
  }

  @Test
  @DisplayName("leaves an issue alone that waits for nobody any more")
  void resolvedHead() throws IOException {
    UUID head = issue(null, null);
    UUID behind = issue(head, "mia");
    jdbc.update("UPDATE holdfast.issue SET status = 'resolved' WHERE id = ?", head);

    upgrade();

    assertThat(state(behind)).isEqualTo("claimed mia 1");
    assertThat(issues.column(behind, "behind_action IS NULL", Boolean.class)).isTrue();
    assertThat(events(behind)).isEmpty();
  }

  @Test
  @DisplayName("lets a batch that runs go on, and one that has ended as it was")
  void batches() throws IOException {
    UUID head = issue(null, null);
    UUID behind = issue(head, null);
    UUID runs = batch(null, behind);
    UUID ended = batch("2026-11-30", behind);

    upgrade();

    assertThat(seen(runs)).isEqualTo(2);
    assertThat(seen(ended)).isEqualTo(1);
  }

  private UUID issue(@Nullable UUID before, @Nullable String claimedBy) {
    UUID id = issues.add(Draft.PLAIN.as(claimedBy == null ? "open" : "claimed"));
    jdbc.update(
        "UPDATE holdfast.issue SET claimed_by = ?,"
            + " behind_action = (SELECT action_id FROM holdfast.issue WHERE id = ?) WHERE id = ?",
        claimedBy,
        before,
        id);
    return id;
  }

  private UUID batch(@Nullable String endedAt, UUID issue) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.issue_batch (id, started_by, started_at, how, reason, filter, issues, ended_at)"
            + " VALUES (?, 'mia', now(), 'discard', 'old', '{}', 1, ?::timestamptz)",
        id,
        endedAt);
    jdbc.update(
        "INSERT INTO holdfast.issue_batch_item (batch_id, position, issue_id, version) VALUES (?, 1, ?, 1)",
        id,
        issue);
    return id;
  }

  private long seen(UUID batch) {
    return jdbc.one(
            "SELECT version FROM holdfast.issue_batch_item WHERE batch_id = ?",
            row -> row.getLong(1),
            batch)
        .orElseThrow();
  }

  private String state(UUID id) {
    return issues.column(
        id, "status || ' ' || coalesce(claimed_by, '-') || ' ' || version", String.class);
  }

  private List<String> events(UUID id) {
    return jdbc.list(
        "SELECT kind || ' ' || user_name FROM holdfast.issue_event WHERE issue_id = ? ORDER BY position",
        row -> row.getString(1),
        id);
  }

  private void upgrade() throws IOException {
    String path = "/db/migration/workbasket/V20261201093000__chains.sql";
    try (InputStream in =
        Objects.requireNonNull(ChainsScriptTest.class.getResourceAsStream(path), path)) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void run(String script) {
    jdbc.with(
        sql -> {
          sql.run(script);
          return script;
        });
  }
}
