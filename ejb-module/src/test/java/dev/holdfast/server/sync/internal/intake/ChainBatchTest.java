package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
import dev.holdfast.server.workbasket.api.IssueBatches.Progress;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch of decisions on chains")
class ChainBatchTest {
  private final BatchWork batch = new BatchWork();
  private final IssueWork work = batch.work;
  private final IssueBatches batches = batch.batches;

  @Test
  @DisplayName("decides on a whole chain at once, as the preview has said")
  void chain() throws Exception {
    List<ActionOutcome> chain = chainOf(5);
    Preview preview =
        work.inTransaction(() -> batches.preview(ADMIN, IssueFilter.ALL, Resolution.DISCARD));
    assertThat(preview.issues()).isEqualTo(1);
    assertThat(preview.followers()).isEqualTo(4);

    BatchView started = batch.start(ADMIN, whole(preview.issues(), preview.followers()));
    batch.run();

    assertThat(batch.look(started).withFollowers()).isTrue();
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(1, 0, 1, 0, 0));
    assertThat(chain)
        .allSatisfy(one -> assertThat(work.stored(one, "outcome")).isEqualTo("discarded"));
  }

  @Test
  @DisplayName("has what waits behind its issues judged again where it does not take that along")
  void chainOneByOne() throws Exception {
    List<ActionOutcome> chain = chainOf(3);
    for (int left = 3; left > 0; left--) {
      BatchView started = batch.start(ADMIN, new Order(Resolution.DISCARD, "not this one", 1L));
      batch.run();
      assertThat(batch.look(started).progress()).isEqualTo(new Progress(1, 0, 1, 0, 0));
    }
    assertThat(chain)
        .allSatisfy(one -> assertThat(work.stored(one, "outcome")).isEqualTo("discarded"));
  }

  @Test
  @DisplayName("leaves what has changed since it was started, in a chain too")
  void chainThatIsChanged() throws Exception {
    List<ActionOutcome> chain = chainOf(3);
    List<ActionOutcome> other = chainOf(2);
    BatchView started = batch.start(ADMIN, whole(2L, 3L));
    ActionOutcome later = behind(chain.get(2));
    batch.run();

    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(batch.items(started, "failed"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.issue()).isEqualTo(issue(chain.get(0)));
              assertThat(item.why()).contains("Other submissions wait behind it now (3)");
            });
    assertThat(work.detail(ADMIN, later).issue().status()).isEqualTo("waiting");
    assertThat(work.stored(other.get(1), "outcome")).isEqualTo("discarded");
  }

  @Test
  @DisplayName("starts on just as many chains, with just as much behind them, as were seen")
  void chainThatWasNotSeen() throws Exception {
    List<ActionOutcome> chain = chainOf(3);
    behind(chain.get(2));

    assertRefused(ErrorCode.CONFLICT, () -> batch.start(ADMIN, whole(1L, 2L)));
    assertRefused(
        ErrorCode.INVALID,
        () -> batch.start(ADMIN, new Order(Resolution.APPLY, "all of it", null, true, null)));
    assertRefused(
        ErrorCode.INVALID,
        () ->
            work.inTransaction(
                () ->
                    batches.start(
                        ADMIN,
                        IssueFilter.ALL.as("waiting"),
                        new Order(Resolution.DISCARD, "all of it", null, true, null))));
    assertRefused(
        ErrorCode.INVALID,
        () -> batch.start(ADMIN, new Order(Resolution.DISCARD, "the heads", 1L, false, 3L)));
    assertThat(work.server.count("issue_batch")).isZero();
  }

  private static Order whole(long issues, long followers) {
    return new Order(Resolution.DISCARD, "none of it happened", issues, true, followers);
  }

  /** One that can't be applied, and others behind it that can't either. */
  private List<ActionOutcome> chainOf(int submissions) throws Exception {
    List<ActionOutcome> chain = new ArrayList<>(List.of(work.impossible(UUID.randomUUID())));
    while (chain.size() < submissions) {
      chain.add(behind(chain.get(chain.size() - 1)));
    }
    return chain;
  }

  private ActionOutcome behind(ActionOutcome last) throws Exception {
    ActionOutcome parked =
        work.server.submitOne(
            work.alice,
            work.alice.act(
                "merging",
                Objects.requireNonNull(last.caseId()),
                "close",
                1,
                Map.of(),
                Map.of(),
                last.action()));
    assertThat(parked.reason()).isEqualTo(ParkReason.FOLLOWS_PARKED);
    return parked;
  }
}
