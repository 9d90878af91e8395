package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits behind one that has been decided on")
class StrandedIssuesTest {
  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);
  private final StrandedIssues stranded =
      new StrandedIssues(jdbc, Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC));

  @Test
  @DisplayName("is made a head, with what waits behind it, once; what waits rightly goes on so")
  void led() {
    UUID head = issues.add(Draft.PLAIN);
    UUID first = issues.addBehind(head, Draft.PLAIN);
    UUID second = issues.addBehind(head, Draft.PLAIN);
    behind(first, head);
    behind(second, first);
    UUID other = issues.add(Draft.PLAIN);
    UUID rightly = issues.addBehind(other, Draft.PLAIN);
    behind(rightly, other);
    assertThat(stranded.lead()).isEmpty();
    jdbc.update("UPDATE holdfast.issue SET status = 'resolved' WHERE id = ?", head);

    assertThat(stranded.lead()).containsExactly(issues.column(first, "number", Long.class));
    assertThat(stranded.lead()).isEmpty();

    assertThat(issues.column(first, "status", String.class)).isEqualTo("open");
    assertThat(issues.column(first, "head IS NULL AND behind_action IS NULL", Boolean.class))
        .isTrue();
    assertThat(issues.column(second, "status", String.class)).isEqualTo("waiting");
    assertThat(issues.column(second, "head", UUID.class)).isEqualTo(first);
    assertThat(issues.column(rightly, "head", UUID.class)).isEqualTo(other);
  }

  private void behind(UUID issue, UUID before) {
    jdbc.update(
        "UPDATE holdfast.issue SET behind_action = (SELECT action_id FROM holdfast.issue WHERE id = ?) WHERE id = ?",
        before,
        issue);
  }
}
