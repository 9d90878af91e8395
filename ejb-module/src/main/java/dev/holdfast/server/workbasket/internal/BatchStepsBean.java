package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides issues of batches, each as a single decision of who started the batch would be. */
@Stateless
public class BatchStepsBean implements BatchSteps {
  private static final String RUNNING =
      "SELECT how, reason, started_by FROM holdfast.issue_batch WHERE id = ? AND ended_at IS NULL";

  private static final String WAITING =
      "SELECT 1 FROM holdfast.issue_batch_item WHERE batch_id = ? AND position = ? AND state = 'waiting'"
          + " FOR UPDATE";

  private static final String NOTE =
      "UPDATE holdfast.issue_batch_item SET state = ?, why = ?, at = ? WHERE batch_id = ? AND position = ?";

  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Patience patience;
  @Inject private Access access;
  @Inject private Directory directory;
  @Inject private Settling settling;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected BatchStepsBean() {}

  private record Order(String by, Decision decision) {}

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean take(Item item) throws RefusedException {
    patience.limit();
    BatchLock.take(jdbc, item.batch());
    Optional<Order> order =
        jdbc.one(
            RUNNING,
            row ->
                new Order(
                    row.getString("started_by"),
                    new Decision(
                        Resolution.of(row.getString("how")).orElseThrow(),
                        Map.of(),
                        row.getString("reason"),
                        null,
                        item.followers())),
            item.batch());
    if (order.isEmpty()) {
      return false;
    }
    boolean waiting = jdbc.one(WAITING, row -> true, item.batch(), item.position()).isPresent();
    if (waiting) {
      decide(item, order.get());
    }
    return true;
  }

  private void decide(Item item, Order order) throws RefusedException {
    Caller caller = new Caller(user(order.by()), null);
    Issue issue = entities.find(Issue.class, item.issue());
    Ending ending = issue.ending();
    if (ending != null) {
      note(item, "skipped", ending.sentence());
      return;
    }
    Reach reach = access.of(caller.user());
    if (!reach.has(issue.workbasket())) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          order.by() + " may not decide on issues of " + issue.workbasket() + " any more.");
    }
    // What is read before the case is locked may change until then; it is read again under the
    // lock.
    entities.detach(issue);
    settling.settle(caller, reach, item.issue(), item.version(), order.decision());
    note(item, "done", null);
  }

  private User user(String name) {
    return directory.user(name).orElseGet(() -> new User(name, Set.of(), Map.of()));
  }

  private void note(Item item, String state, @Nullable String why) {
    jdbc.update(NOTE, state, why, clock.instant(), item.batch(), item.position());
  }
}
