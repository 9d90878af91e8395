package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A device's chain of three on a case that somebody else has completed meanwhile. */
final class ChainWork {
  static final PageRequest PAGE = new PageRequest(0, 20, null, false);

  final IssueWork work = new IssueWork();
  final UUID id = UUID.randomUUID();
  final List<ActionSubmission> actions = new ArrayList<>();
  final List<ActionOutcome> parked;

  ChainWork() throws Exception {
    work.server.submit(
        work.alice, work.alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    work.server.submit(work.alice, work.alice.act("last", id, "close", 1, Map.of()));
    actions.add(work.other.act("last", id, "record", 1, Map.of("note", "arrived")));
    follow("record", Map.of("note", "seen", "count", 4711));
    follow("close", Map.of("note", "submitted"));
    parked =
        new ArrayList<>(work.server.submit(work.other, actions.toArray(new ActionSubmission[0])));
  }

  private ActionSubmission follow(String name, Map<String, ?> fields) {
    ActionSubmission last = actions.get(actions.size() - 1);
    ActionSubmission next = work.other.following(last, name, 1, fields, Map.of());
    actions.add(next);
    return next;
  }

  /** What the device does next; not sent yet. */
  ActionSubmission next() {
    return follow("record", Map.of("note", "more"));
  }

  ActionOutcome head() {
    return parked.get(0);
  }

  IssueDetail detail() {
    return work.detail(ADMIN, head());
  }

  IssueView view(int position) {
    return work.detail(ADMIN, parked.get(position)).issue();
  }

  /** Ids of the issues that wait behind the head now. */
  Set<UUID> behind() {
    return detail().chain().stream().map(IssueView::id).collect(Collectors.toSet());
  }

  /** Decides on one as it is, in a transaction of its own. */
  IssueView decide(ActionOutcome which, Resolution how, @Nullable Set<UUID> followers) {
    long version = work.detail(ADMIN, which).issue().version();
    return work.inTransaction(
        () -> work.workbasket.resolve(ADMIN, issue(which), version, decision(how, followers)));
  }

  /** Does something beside the caller. */
  static <T> Future<T> meanwhile(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "meanwhile");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  static Decision decision(Resolution how, @Nullable Set<UUID> followers) {
    return new Decision(how, Map.of(), "because", null, followers);
  }

  Page<IssueView> list(IssueFilter filter) {
    return work.inTransaction(() -> work.workbasket.list(ADMIN, filter, PAGE));
  }

  List<UUID> found(IssueFilter filter) {
    return list(filter).items().stream().map(IssueView::id).toList();
  }

  List<String> outcomes() {
    return parked.stream().map(one -> work.stored(one, "outcome")).toList();
  }
}
