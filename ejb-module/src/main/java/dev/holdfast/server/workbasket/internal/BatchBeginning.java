package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueFilter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins and cancels batches, each together with its line of the audit trail. */
@Stateless
public class BatchBeginning {
  @Inject private BatchRows rows;
  @Inject private Audit audit;
  @Inject private Patience patience;
  @Inject private Ids ids;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected BatchBeginning() {}

  /** Notes a batch with its issues. */
  public UUID begin(Caller caller, IssueFilter filter, Reach reach, Order order)
      throws RefusedException {
    if (order.followers() != null && !order.withFollowers()) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "How many wait behind them is compared only if they are decided on with them.");
    }
    UUID id = ids.next();
    BatchRows.New batch =
        new BatchRows.New(
            id,
            caller.name(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            order.how().code(),
            order.reason(),
            order.withFollowers());
    BatchRows.Added added = rows.add(batch, filter, reach);
    int issues = added.issues();
    requireSeen(order.issues(), issues, " issues");
    requireSeen(order.followers(), added.followers(), " submissions behind them");
    if (issues == 0 || issues > IssueBatches.MOST) {
      throw new RefusedException(
          ErrorCode.INVALID,
          issues == 0
              ? "No unresolved issue fits, or others have claimed them."
              : "A batch has at most " + IssueBatches.MOST + " issues. Narrow the filter.");
    }
    audit.record(
        caller.name(),
        AuditAction.ISSUE_BATCH_STARTED,
        id.toString(),
        batch.reason(),
        Map.of(
            "how", new Change(null, batch.how()),
            "issues", new Change(null, (long) issues),
            "followers", new Change(null, added.followers()),
            "filter", new Change(null, FilterParameters.of(filter).toString())));
    return id;
  }

  private static void requireSeen(@Nullable Long expected, long present, String what)
      throws RefusedException {
    if (expected != null && expected != present) {
      throw new RefusedException(
          ErrorCode.CONFLICT,
          "There are " + present + what + " now, not " + expected + ". Look at them again.");
    }
  }

  /** Ends one that runs; says whether it did. */
  public boolean cancel(Caller caller, UUID id) {
    patience.limit();
    boolean cancelled = rows.cancel(id, caller.name(), clock.instant());
    if (cancelled) {
      audit.record(
          caller.name(),
          AuditAction.ISSUE_BATCH_CANCELLED,
          id.toString(),
          null,
          Map.of("status", new Change("running", "cancelled")));
    }
    return cancelled;
  }
}
