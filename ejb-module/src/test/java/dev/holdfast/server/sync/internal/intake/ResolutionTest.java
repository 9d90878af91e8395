package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a parked action to its end: what people see of it, decide, and what the device is told. */
class ResolutionTest {
  private static final IssueFilter ALL =
      new IssueFilter(null, null, null, null, null, null, null, null, null);

  private final IntakeHarness server = new IntakeHarness();
  private final Workbasket workbasket = server.beans().get(Workbasket.class);
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork other = new FieldWork("alice");
  private final Caller admin =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void users() {
    server
        .jdbc()
        .update(
            """
            WITH u AS (INSERT INTO holdfast.app_user VALUES ('alice', 'Alice', '', true, 0, 1) RETURNING name),
              r AS (INSERT INTO holdfast.user_role SELECT name, 'inspector' FROM u)
            INSERT INTO holdfast.user_attribute SELECT name, 'states', 'AK' FROM u
            """);
  }

  @Test
  void anIssueShowsBaseMineAndTheirsAndWhatIsPossible() throws Exception {
    ActionOutcome parked = stale();

    IssueDetail detail = detail(parked);

    assertThat(detail.fields())
        .containsExactly(new IssueDetail.FieldComparison("note", "a", "mine", "theirs"));
    assertThat(detail.caseVersion()).isEqualTo(2);
    assertThat(detail.choices())
        .containsExactly(
            Resolution.APPLY,
            Resolution.EDIT,
            Resolution.NEW_CASE,
            Resolution.RETURN,
            Resolution.DISCARD);
    assertThat(detail.issue().status()).isEqualTo("open");
    assertThat(detail.payload()).contains("\"mine\"");
  }

  @Test
  void applyTakesEffectOnThePresentStateOnceAndReachesTheDevice() throws Exception {
    ActionOutcome parked = stale();

    IssueView resolved = resolve(parked, Resolution.APPLY, Map.of());

    assertThat(resolved.status()).isEqualTo("resolved");
    assertThat(resolved.resolution()).isEqualTo("apply");
    assertThat(field("note")).isEqualTo("mine");
    HistoryEntry last = history().get(history().size() - 1);
    assertThat(last.action()).isEqualTo("resolve:apply");
    assertThat(last.user()).isEqualTo("root");
    assertThat(last.device()).isNull();
    assertThat(last.version()).isEqualTo(3);
    assertThat(last.reason()).isEqualTo("because");
    assertThat(stored(parked, "outcome")).isEqualTo("applied");
    assertThat(stored(parked, "reason")).isEqualTo("stale");
    assertThat(stored(parked, "version")).isEqualTo("3");
    assertThat(stored(parked, "messages")).contains("Applied by root: because");
    assertRefused(ErrorCode.CONFLICT, () -> resolve(parked, Resolution.DISCARD, Map.of()));
  }

  @Test
  void editTakesOtherValuesAlsoAsTheyAreTyped() throws Exception {
    server.submit(
        alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC", "condition", "good")));
    ActionOutcome parked =
        server.submitOne(
            alice, alice.act("merging", id, "record", 1, Map.of("condition", "terrible")));
    assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(detail(parked).choices())
        .containsExactly(Resolution.EDIT, Resolution.RETURN, Resolution.DISCARD);

    resolve(parked, Resolution.EDIT, Map.of("condition", "poor", "defects", "3"));

    assertThat(field("condition")).isEqualTo("poor");
    assertThat(field("defects")).isEqualTo("3");
  }

  @Test
  void whatTheEngineRefusesStaysOpenWithEveryMessage() throws Exception {
    server.submit(alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ActionOutcome parked = server.submitOne(alice, alice.act("merging", id, "close", 1, Map.of()));

    assertRefused(ErrorCode.INVALID, () -> resolve(parked, Resolution.APPLY, Map.of()));

    assertThat(detail(parked).issue().status()).isEqualTo("open");
    assertThat(stored(parked, "outcome")).isEqualTo("parked");
  }

  @Test
  void aCompletedCaseIsReopenedForIt() throws Exception {
    completed();
    ActionOutcome parked =
        server.submitOne(other, other.act("last", id, "record", 1, Map.of("note", "late")));
    assertThat(parked.reason()).isEqualTo(ParkReason.ALREADY_COMPLETED);

    assertRefused(ErrorCode.INVALID, () -> resolve(parked, Resolution.APPLY, Map.of()));
    resolve(parked, Resolution.REOPEN, Map.of());

    assertThat(field("note")).isEqualTo("late");
    assertThat(column("completed")).isEqualTo("f");
    assertThat(column("stage")).isEqualTo("open");
    HistoryEntry last = history().get(history().size() - 1);
    assertThat(last.changes())
        .containsEntry("completed", new Change(true, false))
        .containsEntry("stage", new Change("closed", "open"));
  }

  @Test
  void aNewCaseIsMadeOfItAndBothHistoriesSaySo() throws Exception {
    completed();
    ActionOutcome parked =
        server.submitOne(other, other.act("last", id, "record", 1, Map.of("note", "late")));

    resolve(parked, Resolution.NEW_CASE, Map.of());

    List<String> notes =
        server
            .jdbc()
            .list(
                "SELECT fields->>'note' FROM holdfast.case_file WHERE id <> ?",
                row -> row.getString(1),
                id);
    assertThat(notes).containsExactly("late");
    assertThat(history().get(history().size() - 1).reason()).startsWith("It became case ");
    assertThat(stored(parked, "outcome")).isEqualTo("applied");
  }

  @Test
  void discardAndReturnEndItWithoutEffectButInTheHistoryAndForTheDevice() throws Exception {
    ActionOutcome discarded = stale();
    ActionOutcome returned =
        server.submitOne(other, other.act("fresh", id, "record", 1, Map.of("note", "more")));

    resolve(discarded, Resolution.DISCARD, Map.of());
    resolve(returned, Resolution.RETURN, Map.of());

    assertThat(field("note")).isEqualTo("theirs");
    assertThat(history().stream().map(HistoryEntry::action).toList())
        .endsWith("resolve:discard", "resolve:return");
    assertThat(stored(discarded, "outcome")).isEqualTo("discarded");
    assertThat(stored(returned, "outcome")).isEqualTo("returned");
    assertThat(stored(returned, "reason")).isEqualTo("stale");
    assertThat(server.beans().inTransaction(() -> verified())).isTrue();
  }

  @Test
  void followersAreJudgedAgainInOrderWhenTheOneBeforeThemIsDecidedOn() throws Exception {
    server.submit(alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ActionSubmission close = alice.act("merging", id, "close", 1, Map.of());
    ActionSubmission record = follow(close, "record", Map.of("defects", 4));
    ActionSubmission again = follow(record, "record", Map.of("condition", "good"));
    List<ActionOutcome> parked = server.submit(alice, close, record, again);
    assertThat(detail(parked.get(0)).chain())
        .extracting(IssueView::actionId)
        .containsExactly(record.id(), again.id());
    assertThat(detail(parked.get(1)).choices())
        .containsExactly(Resolution.RETURN, Resolution.DISCARD);
    assertRefused(ErrorCode.CONFLICT, () -> resolve(parked.get(1), Resolution.APPLY, Map.of()));

    resolve(parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(field("defects")).isEqualTo("4");
    assertThat(field("condition")).isEqualTo("good");
    assertThat(stored(parked.get(1), "outcome")).isEqualTo("applied");
    assertThat(stored(parked.get(2), "outcome")).isEqualTo("applied");
    assertThat(stored(parked.get(2), "reason")).isEqualTo("follows-parked");
    assertThat(detail(parked.get(2)).issue().resolution()).isEqualTo("released");
  }

  @Test
  void whatWaitedTogetherIsNotStaleBecauseOfEachOther() throws Exception {
    server.submit(alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    List<ActionSubmission> chain = new ArrayList<>();
    chain.add(alice.act("fresh", id, "create", 1, Map.of("assignee", "alice")));
    for (int i = 0; i < 4; i++) {
      Map<String, String> note = Map.of("note", "n" + i);
      chain.add(alice.act("fresh", id, "record", 1, note, Map.of(), chain.get(i).id()));
    }
    List<ActionOutcome> parked = server.submit(alice, chain.toArray(ActionSubmission[]::new));

    resolve(parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(parked.subList(1, 5)).extracting(o -> stored(o, "outcome")).containsOnly("applied");
    assertThat(parked.subList(1, 5))
        .extracting(o -> stored(o, "version"))
        .containsExactly("2", "3", "4", "5");
    assertThat(field("note")).isEqualTo("n3");
  }

  @Test
  void aFollowerThatIsParkedAgainWaitsForItselfAndHoldsTheRest() throws Exception {
    ActionSubmission create = alice.act("merging", id, "create", 0, Map.of("site", "DFW"));
    ActionSubmission record = follow(create, "record", Map.of("defects", 4));
    ActionSubmission again = follow(record, "record", Map.of("condition", "good"));
    List<ActionOutcome> parked = server.submit(alice, create, record, again);

    resolve(parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(stored(parked.get(1), "reason")).isEqualTo("not-available");
    assertThat(stored(parked.get(2), "reason")).isEqualTo("follows-parked");
    assertThat(detail(parked.get(1)).issue().status()).isEqualTo("open");
    assertThat(detail(parked.get(1)).chain()).hasSize(1);

    resolve(parked.get(1), Resolution.DISCARD, Map.of());
    assertThat(stored(parked.get(2), "reason")).isEqualTo("not-available");
  }

  @Test
  void whoDecidesHasToHaveSeenThePresentIssue() throws Exception {
    ActionOutcome parked = stale();
    long seen = detail(parked).issue().version();
    IssueView claimed =
        server.beans().inTransaction(() -> workbasket.claim(admin, issue(parked), seen));

    assertThat(claimed.claimedBy()).isEqualTo("root");
    assertRefused(
        ErrorCode.STALE,
        () ->
            server
                .beans()
                .inTransaction(
                    () ->
                        workbasket.resolve(
                            admin, issue(parked), seen, because(Resolution.DISCARD))));
    assertRefused(
        ErrorCode.NOT_ALLOWED,
        () ->
            server
                .beans()
                .inTransaction(
                    () ->
                        workbasket.resolve(
                            alice.caller(), issue(parked), seen + 1, because(Resolution.DISCARD))));
  }

  @Test
  void listsFilterPageAndExport() throws Exception {
    stale();
    server.submit(
        alice,
        alice.act("merging", UUID.randomUUID(), "record", 1, Map.of("findings", "100% =1+1")));

    assertThat(page(ALL).total()).isEqualTo(2);
    assertThat(page(filter("stale", null)).items()).hasSize(1);
    assertThat(page(filter(null, "100%")).items()).hasSize(1);
    assertThat(page(filter(null, "1001")).items()).isEmpty();
    assertThat(page(filter("'; DROP TABLE holdfast.issue; --", null)).total()).isZero();
    String csv = csv();
    assertThat(csv.split("\r\n")).hasSize(3);
    assertThat(csv).startsWith("id,received,status,reason,");
  }

  private ActionOutcome stale() throws Exception {
    server.submit(
        alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice", "note", "a")));
    server.submit(alice, alice.act("fresh", id, "record", 1, Map.of("note", "theirs")));
    ActionOutcome parked =
        server.submitOne(
            other,
            other.act("fresh", id, "record", 1, Map.of("note", "mine"), Map.of("note", "a"), null));
    assertThat(parked.reason()).isEqualTo(ParkReason.STALE);
    return parked;
  }

  private void completed() throws Exception {
    server.submit(alice, alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    ActionOutcome closed = server.submitOne(alice, alice.act("last", id, "close", 1, Map.of()));
    assertThat(closed.outcome()).isEqualTo(Outcome.APPLIED);
  }

  private ActionSubmission follow(ActionSubmission before, String name, Map<String, ?> fields) {
    return alice.act("merging", id, name, before.baseVersion(), fields, Map.of(), before.id());
  }

  private IssueView resolve(ActionOutcome parked, Resolution how, Map<String, Object> fields) {
    return server
        .beans()
        .inTransaction(
            () -> {
              long version = workbasket.find(admin, issue(parked)).orElseThrow().issue().version();
              return workbasket.resolve(
                  admin,
                  issue(parked),
                  version,
                  new Decision(how, new HashMap<>(fields), "because"));
            });
  }

  private static Decision because(Resolution how) {
    return new Decision(how, Map.of(), "because");
  }

  private IssueDetail detail(ActionOutcome parked) {
    return server.beans().inTransaction(() -> workbasket.find(admin, issue(parked)).orElseThrow());
  }

  private Page<IssueView> page(IssueFilter filter) {
    return server
        .beans()
        .inTransaction(
            () -> workbasket.list(admin, filter, new PageRequest(0, 10, "reason", false)));
  }

  private String csv() {
    return server
        .beans()
        .inTransaction(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              workbasket.exportCsv(admin, ALL, out);
              return out.toString(StandardCharsets.UTF_8);
            });
  }

  private static IssueFilter filter(@Nullable String reason, @Nullable String text) {
    return new IssueFilter(null, null, reason, null, null, null, null, null, text);
  }

  private boolean verified() {
    return server.beans().get(History.class).verify(id).intact();
  }

  private List<HistoryEntry> history() {
    return server
        .beans()
        .inTransaction(
            () ->
                server
                    .beans()
                    .get(History.class)
                    .of(id, new PageRequest(0, 100, null, false))
                    .items());
  }

  private static UUID issue(ActionOutcome parked) {
    return Objects.requireNonNull(parked.issue());
  }

  private String field(String name) {
    return column("fields->>'" + name + "'");
  }

  private String column(String expression) {
    return server
        .jdbc()
        .list(
            "SELECT " + expression + " FROM holdfast.case_file WHERE id = ?",
            row -> row.getString(1),
            id)
        .get(0);
  }

  private String stored(ActionOutcome parked, String column) {
    return server
        .jdbc()
        .list(
            "SELECT " + column + " FROM holdfast.action_outcome WHERE action_id = ?",
            row -> row.getString(1),
            parked.action())
        .get(0);
  }

  private interface Refused {
    void run() throws Exception;
  }

  private static void assertRefused(ErrorCode code, Refused work) {
    assertThatThrownBy(work::run)
        .satisfies(
            thrown -> {
              Throwable cause = thrown instanceof RefusedException ? thrown : thrown.getCause();
              assertThat(cause)
                  .isInstanceOfSatisfying(
                      RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
            });
  }
}
