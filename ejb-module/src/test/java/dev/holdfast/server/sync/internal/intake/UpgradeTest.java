package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.internal.EarlierRelease;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases and issues that an earlier release wrote, after an upgrade. */
class UpgradeTest {
  private static final String FIRST_RELEASE = "20261123";
  private static final PageRequest ALL = new PageRequest(0, 100, null, false);

  private static final String CASE =
      """
      INSERT INTO holdfast.case_file VALUES (?, 'inspection-test', 'fresh', 'open', false, 2, 'otto',
        '{"note": "theirs"}', '1.0.0', now() - interval '9 days', now() - interval '8 days',
        NULL, 2, gen_random_uuid())
      """;

  private static final String ISSUE =
      """
      INSERT INTO holdfast.issue VALUES (?, 'fresh-issues', ?, ?, 'fresh', 'record', ?, ?, '["Somebody was faster"]', ?,
        'otto', ?, 1, now(), now() - ?::interval, ?, NULL, ?, NULL, NULL, NULL, NULL, 1)
      """;

  private static final String OUTCOME =
      """
      INSERT INTO holdfast.action_outcome VALUES (?, ?, 'otto', ?, 'parked', 'stale', '["Somebody was faster"]', ?, 0,
        now(), now(), 1, '1.0.0', now(), 0, '')
      """;

  private final FieldWork otto = new FieldWork("otto");
  private final UUID id = UUID.randomUUID();
  private final UUID stale = UUID.randomUUID();
  private final UUID unreadable = UUID.randomUUID();
  private final ActionSubmission action =
      otto.act("fresh", id, "record", 1, Map.of("note", "mine"));
  private IssueWork work;

  @BeforeEach
  void upgrade() {
    TestDatabase database = EarlierRelease.of(FIRST_RELEASE);
    UUID device = Objects.requireNonNull(otto.caller().device());
    database.jdbc().update("INSERT INTO holdfast.app_user VALUES ('otto', 'Otto', '', true, 0, 1)");
    database
        .jdbc()
        .update(
            "INSERT INTO holdfast.device (id, user_name, name, platform, client_version, enrolled_at, session_epoch,"
                + " refresh_next) VALUES (?, 'otto', 'old-tablet', 'Linux', '0.1.0', now(), 0, '{}')",
            device);
    database.jdbc().update("INSERT INTO holdfast.user_role VALUES ('otto', 'inspector')");
    database.jdbc().update(CASE, id);
    database.jdbc().update(OUTCOME, action.id(), device, id, stale);
    String payload = FieldWork.json(action).toString();
    issue(database, stale, "stale", action.id(), "open", "3 days", payload, null);
    issue(
        database,
        unreadable,
        "unreadable",
        UUID.randomUUID(),
        "claimed",
        "1 day",
        "{no JSON",
        "mia");
    EarlierRelease.upgrade(database);
    work = new IssueWork(new IntakeHarness(database));
  }

  @Test
  void issuesAreFoundByTheirWordsWithNumbersAndDevices() {
    assertThat(found("")).extracting(IssueView::id).containsExactlyInAnyOrder(stale, unreadable);
    assertThat(found("")).extracting(IssueView::number).doesNotHaveDuplicates().doesNotContain(0L);
    assertThat(found("mine old-tablet")).extracting(IssueView::id).containsExactly(stale);
    assertThat(found("mine").get(0).packageVersion()).isEqualTo("1.0.0");
    assertThat(found("JSON")).extracting(IssueView::id).containsExactly(unreadable);
  }

  @Test
  void anIssueIsDecidedAndTheDeviceHearsIt() {
    long version = found("mine").get(0).version();
    Decision apply = new Decision(Resolution.APPLY, Map.of(), "it is right");

    work.inTransaction(() -> work.workbasket.resolve(IssueWork.ADMIN, stale, version, apply));

    CaseLook look = new CaseLook(work.server, id);
    assertThat(look.field("note")).isEqualTo("mine");
    assertThat(look.version()).isEqualTo(3);
    assertThat(look.verified()).isTrue();
    assertThat(
            work.jdbc()
                .list(
                    "SELECT outcome FROM holdfast.action_outcome WHERE action_id = ?",
                    row -> row.getString(1),
                    action.id()))
        .containsExactly("applied");
  }

  @Test
  void theCaseGoesOnFromWhereItWas() throws Exception {
    assertThat(
            work.server
                .submitOne(otto, otto.act("fresh", id, "record", 2, Map.of("count", 3)))
                .outcome())
        .isEqualTo(Outcome.APPLIED);
    CaseLook look = new CaseLook(work.server, id);
    assertThat(look.field("note")).isEqualTo("theirs");
    assertThat(look.column("opened_at IS NOT NULL AND opened_at < now() - interval '8 days'"))
        .isEqualTo("t");
  }

  private List<IssueView> found(String text) {
    Map<String, String> filter = text.isEmpty() ? Map.of() : Map.of("text", text);
    return work.inTransaction(
        () -> work.workbasket.list(IssueWork.ADMIN, FilterParameters.read(filter), ALL).items());
  }

  private void issue(
      TestDatabase database,
      UUID issue,
      String reason,
      UUID actionId,
      String status,
      String age,
      String payload,
      @Nullable String claimedBy) {
    boolean readable = !reason.equals("unreadable");
    database
        .jdbc()
        .update(
            ISSUE,
            issue,
            readable ? "inspection-test" : null,
            readable ? id : null,
            actionId,
            reason,
            status,
            otto.caller().device(),
            age,
            payload,
            claimedBy);
  }
}
