package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.MEMBER;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.workbasket.api.IssueEvent;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbaskets;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a workbasket")
class MembersTest {
  private static final PageRequest PAGE = new PageRequest(0, 10, null, false);

  private final IssueWork work = new IssueWork();
  private final Workbaskets baskets = work.server.beans().get(Workbaskets.class);
  private final UUID id = UUID.randomUUID();

  @Test
  @DisplayName("its members see and decide, and to them there is no other")
  void members() throws Exception {
    work.members("fresh-issues", "mia");
    ActionOutcome inside = work.stale(id);
    ActionOutcome outside = work.impossible(UUID.randomUUID());

    assertThat(
            work.inTransaction(() -> work.workbasket.list(MEMBER, IssueFilter.ALL, PAGE)).items())
        .extracting(IssueView::id)
        .containsExactly(issue(inside));
    assertThat(work.inTransaction(() -> work.workbasket.unresolvedByReason(MEMBER)))
        .isEqualTo(Map.of("stale", 1L));
    assertThat(work.inTransaction(() -> work.workbasket.find(MEMBER, issue(outside)))).isEmpty();
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> work.inTransaction(() -> work.workbasket.claim(MEMBER, issue(outside), 1)));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> work.inTransaction(() -> work.workbasket.comment(MEMBER, issue(outside), "?")));
    assertThat(work.inTransaction(() -> baskets.list(MEMBER)))
        .extracting(Workbaskets.BasketView::name)
        .containsExactly("fresh-issues");

    work.inTransaction(() -> work.resolve(MEMBER, inside, Resolution.APPLY));

    assertThat(work.entries(id, "resolve:apply")).isEqualTo(1);
    work.members("fresh-issues");
    assertThat(
            work.inTransaction(() -> work.workbasket.list(MEMBER, IssueFilter.ALL, PAGE)).total())
        .as("no member any more")
        .isZero();
    assertRefused(
        ErrorCode.NOT_ALLOWED,
        () ->
            work.inTransaction(
                () -> work.workbasket.list(work.alice.caller(), IssueFilter.ALL, PAGE)));
  }

  @Test
  @DisplayName("administrators say who is a member, of the version that they saw, audited")
  void administration() throws Exception {
    assertThat(work.inTransaction(() -> baskets.list(ADMIN)))
        .extracting(Workbaskets.BasketView::name)
        .as("named by the package")
        .contains("fresh-issues", "creations", "inspection-issues");
    Workbaskets.BasketView changed =
        work.inTransaction(
            () -> baskets.change(ADMIN, "creations", 0, Set.of("mia"), Set.of("clerk")));

    assertThat(changed.users()).containsExactly("mia");
    assertThat(changed.roles()).containsExactly("clerk");
    assertThat(changed.version()).isEqualTo(1);
    assertRefused(
        ErrorCode.STALE,
        () -> work.inTransaction(() -> baskets.change(ADMIN, "creations", 0, Set.of(), Set.of())));
    assertRefused(
        ErrorCode.INVALID,
        () ->
            work.inTransaction(
                () -> baskets.change(ADMIN, "creations", 1, Set.of("nobody"), Set.of())));
    assertRefused(
        ErrorCode.NOT_ALLOWED,
        () -> work.inTransaction(() -> baskets.change(MEMBER, "creations", 1, Set.of(), Set.of())));
    work.inTransaction(() -> baskets.change(ADMIN, "creations", 1, Set.of(), Set.of()));
    assertThat(work.server.count("audit_entry WHERE action = 'workbasket-changed'")).isEqualTo(2);
  }

  @Test
  @DisplayName("an issue is claimed, assigned, released and commented on, and keeps who did so")
  void handedOn() throws Exception {
    work.members("fresh-issues", "mia");
    UUID issue = issue(work.stale(id));

    IssueView assigned = work.inTransaction(() -> work.workbasket.assign(ADMIN, issue, 1, "mia"));
    assertThat(assigned.claimedBy()).isEqualTo("mia");
    assertRefused(
        ErrorCode.INVALID,
        () ->
            work.inTransaction(
                () -> work.workbasket.assign(ADMIN, issue, assigned.version(), "alice")));
    IssueView released =
        work.inTransaction(() -> work.workbasket.release(MEMBER, issue, assigned.version()));
    assertThat(released.status()).isEqualTo("open");
    assertThat(released.claimedBy()).isNull();
    work.inTransaction(() -> work.workbasket.comment(MEMBER, issue, " who was on site? "));
    assertRefused(
        ErrorCode.INVALID,
        () -> work.inTransaction(() -> work.workbasket.comment(MEMBER, issue, "x".repeat(4_001))));

    List<IssueEvent> events =
        work.inTransaction(() -> work.workbasket.find(MEMBER, issue).orElseThrow()).events();
    assertThat(events)
        .extracting(event -> event.user() + ' ' + event.kind() + ' ' + event.text())
        .containsExactly("root assigned mia", "mia released mia", "mia commented who was on site?");
    assertThatThrownBy(() -> work.jdbc().update("DELETE FROM holdfast.issue_event"))
        .hasStackTraceContaining("append-only");
  }

  @Test
  @DisplayName("issues arrive by the package's routes, and what waits where the one is before it")
  void routed() throws Exception {
    work.server.submit(
        work.alice, work.alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    ActionSubmission again = work.alice.act("fresh", id, "create", 1, Map.of("assignee", "alice"));
    ActionSubmission behind =
        work.alice.act("fresh", id, "record", 1, Map.of("note", "x"), Map.of(), again.id());
    ActionSubmission later =
        work.alice.act("fresh", id, "record", 1, Map.of("note", "y"), Map.of(), behind.id());
    work.server.submit(work.alice, again, behind);
    work.server.submit(work.alice, later);

    assertThat(basketOf(again)).isEqualTo("creations");
    assertThat(basketOf(behind)).isEqualTo("creations");
    assertThat(basketOf(later)).isEqualTo("creations");
  }

  @Test
  @DisplayName("the same that comes to nothing again knows the one before")
  void repeats() throws Exception {
    ActionOutcome first = work.stale(id);
    work.inTransaction(() -> work.resolve(ADMIN, first, Resolution.RETURN));
    ActionOutcome second = again();
    ActionOutcome third = again();
    work.inTransaction(() -> work.resolve(ADMIN, third, Resolution.APPLY));
    ActionOutcome fourth = again();

    assertThat(work.detail(ADMIN, first).issue().repeats()).isZero();
    assertThat(work.detail(ADMIN, second).issue().predecessor()).isEqualTo(issue(first));
    assertThat(work.detail(ADMIN, second).issue().repeats()).isEqualTo(1);
    assertThat(work.detail(ADMIN, third).issue().predecessor()).isEqualTo(issue(second));
    assertThat(work.detail(ADMIN, third).issue().repeats()).isEqualTo(2);
    assertThat(work.detail(ADMIN, fourth).issue().predecessor())
        .as("what was applied has not failed")
        .isEqualTo(issue(second));
  }

  @Test
  @DisplayName("whole submissions are had as JSON, byte for byte, also without their case")
  void exported() throws Exception {
    ActionOutcome parked = work.stale(id);
    work.inTransaction(() -> work.workbasket.comment(ADMIN, issue(parked), "look"));
    work.jdbc().update("DELETE FROM holdfast.case_file WHERE id = ?", id);
    for (int i = 0; i < 25; i++) {
      work.impossible(UUID.randomUUID());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    work.inTransaction(
        () -> {
          work.workbasket.exportJson(ADMIN, IssueFilter.ALL, out);
          return out;
        });

    JsonNode all = WireJson.mapper().readTree(out.toByteArray());
    assertThat(all).hasSize(26);
    JsonNode last = all.get(25);
    assertThat(last.at("/issue/id").asText()).isEqualTo(issue(parked).toString());
    assertThat(last.path("payload").asText())
        .isEqualTo(
            work.jdbc()
                .one(
                    "SELECT payload FROM holdfast.issue WHERE id = ?",
                    row -> row.getString(1),
                    issue(parked))
                .orElseThrow());
    assertThat(last.at("/fields/0/mine").asText()).isEqualTo("mine");
    assertThat(last.at("/fields/0/base").asText()).isEqualTo("a");
    assertThat(last.at("/fields/0/theirs").isNull()).isTrue();
    assertThat(last.at("/events/0/text").asText()).isEqualTo("look");
  }

  private ActionOutcome again() throws Exception {
    return work.server.submitOne(
        work.other, work.other.act("fresh", id, "record", 1, Map.of("note", "mine")));
  }

  private String basketOf(ActionSubmission action) {
    return work.jdbc()
        .one(
            "SELECT workbasket FROM holdfast.issue WHERE action_id = ?",
            row -> row.getString(1),
            action.id())
        .orElseThrow();
  }
}
