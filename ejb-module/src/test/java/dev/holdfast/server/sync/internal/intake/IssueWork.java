package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import dev.holdfast.server.workbasket.internal.BatchThread;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Issues that come from devices, and people who decide on them. */
final class IssueWork {
  static final Caller ADMIN =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);
  static final Caller MEMBER =
      new Caller(new User("mia", Set.of(Caller.CASEWORKER), Map.of()), null);

  final FieldWork alice = new FieldWork("alice");
  final FieldWork other = new FieldWork("alice");
  final IntakeHarness server;
  final Workbasket workbasket;

  IssueWork() {
    this(new IntakeHarness());
  }

  /** The same on another server. */
  IssueWork(IntakeHarness server) {
    this.server = server;
    server.beans().put(BatchThread.class, batches -> {});
    workbasket = server.beans().get(Workbasket.class);
    user("alice", "inspector");
    user("root", Caller.ADMINISTRATOR);
    user("mia", Caller.CASEWORKER);
    jdbc().update("INSERT INTO holdfast.user_attribute VALUES ('alice', 'states', 'AK')");
  }

  Jdbc jdbc() {
    return server.jdbc();
  }

  void user(String name, String role) {
    jdbc().update("INSERT INTO holdfast.app_user VALUES (?, ?, '', true, 0, 1)", name, name);
    jdbc().update("INSERT INTO holdfast.user_role VALUES (?, ?)", name, role);
  }

  /** Who decides in a workbasket. */
  void members(String basket, String... users) {
    jdbc()
        .update(
            "INSERT INTO holdfast.workbasket VALUES (?, ?, '{}', 1)"
                + " ON CONFLICT (name) DO UPDATE SET users = excluded.users",
            basket,
            users);
  }

  /** A case that alice changed, and another device of hers before it had seen that. */
  ActionOutcome stale(UUID id) throws RefusedException {
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

  /** An issue that can't be applied. */
  ActionOutcome impossible(UUID id) throws RefusedException {
    server.submit(alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    return server.submitOne(alice, alice.act("merging", id, "close", 1, Map.of()));
  }

  <T> T inTransaction(Callable<T> work) {
    return server.beans().inTransaction(work);
  }

  IssueDetail detail(Caller caller, ActionOutcome parked) {
    return inTransaction(() -> workbasket.find(caller, issue(parked)).orElseThrow());
  }

  IssueView resolve(Caller caller, ActionOutcome parked, Resolution how) throws RefusedException {
    return resolve(caller, parked, new Decision(how, Map.of(), "because"));
  }

  /** The same in a transaction of its own, with other values. */
  IssueView resolve(
      Caller caller,
      ActionOutcome parked,
      Resolution how,
      Map<String, ? extends @Nullable Object> fields) {
    Decision decision = new Decision(how, new HashMap<>(fields), "because");
    return inTransaction(() -> resolve(caller, parked, decision));
  }

  private IssueView resolve(Caller caller, ActionOutcome parked, Decision decision)
      throws RefusedException {
    long version = workbasket.find(caller, issue(parked)).orElseThrow().issue().version();
    return workbasket.resolve(caller, issue(parked), version, decision);
  }

  /** What the server has kept of an action's outcome. */
  String stored(ActionOutcome parked, String column) {
    return jdbc()
        .list(
            "SELECT " + column + " FROM holdfast.action_outcome WHERE action_id = ?",
            row -> row.getString(1),
            parked.action())
        .get(0);
  }

  static UUID issue(ActionOutcome parked) {
    return Objects.requireNonNull(parked.issue());
  }

  /** How often the history says that somebody decided so. */
  long entries(UUID caseId, String action) {
    return jdbc()
        .one(
            "SELECT count(*) FROM holdfast.history_entry WHERE case_id = ? AND action = ?",
            row -> row.getLong(1),
            caseId,
            action)
        .orElseThrow();
  }

  static void assertRefused(ErrorCode code, Callable<?> work) {
    Throwable thrown = catchThrowable(work::call);
    Throwable cause =
        thrown instanceof RefusedException || thrown == null ? thrown : thrown.getCause();
    assertThat(cause)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
