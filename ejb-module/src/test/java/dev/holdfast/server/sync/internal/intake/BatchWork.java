package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.internal.BatchItems;
import dev.holdfast.server.workbasket.internal.BatchRuns;
import dev.holdfast.server.workbasket.internal.BatchSteps;
import dev.holdfast.server.workbasket.internal.BatchSteps.Item;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Batches of decisions on issues that come from devices. */
final class BatchWork {
  static final Order APPLY = new Order(Resolution.APPLY, "all of them", null);

  final IssueWork work = new IssueWork();
  final IssueBatches batches = work.server.beans().get(IssueBatches.class);
  final List<UUID> cases = new ArrayList<>();
  final List<ActionOutcome> parked = new ArrayList<>();

  /** Around the transaction of one issue. */
  interface Around {
    boolean take(Item item, BatchSteps real) throws Exception;
  }

  void stale(int issues) throws Exception {
    for (int i = 0; i < issues; i++) {
      UUID id = UUID.randomUUID();
      cases.add(id);
      parked.add(work.stale(id));
    }
  }

  BatchView start(Caller caller, Order order) {
    return work.inTransaction(() -> batches.start(caller, IssueFilter.ALL, order));
  }

  void run() {
    runs((item, real) -> real.take(item)).run();
  }

  BatchRuns runs(Around around) {
    BatchSteps real = work.server.beans().get(BatchSteps.class);
    BatchSteps steps =
        item -> {
          try {
            return work.inTransaction(() -> around.take(item, real));
          } catch (IllegalStateException e) {
            if (e.getCause() instanceof RefusedException refused) {
              throw refused;
            }
            throw e;
          }
        };
    return new BatchRuns(
        work.jdbc(), new BatchItems(work.jdbc()), steps, work.server.beans().get(Clock.class));
  }

  BatchView look(BatchView batch) {
    return work.inTransaction(() -> batches.find(ADMIN, batch.id()).orElseThrow());
  }

  List<ItemView> items(BatchView batch, String state) {
    return work.inTransaction(
            () -> batches.items(ADMIN, batch.id(), state, new PageRequest(0, 10, null, false)))
        .items();
  }
}
