package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many issues decided the same way, each a chain of submissions. A batch runs by itself on the
 * server, one at a time on all nodes, each issue by itself as a single decision would be; it goes
 * on after a restart. For who may decide on the issues; caseworkers see the batches that they
 * started.
 */
@Local
public interface IssueBatches {
  /** Most issues of a batch. */
  int MOST = 100_000;

  /**
   * What a batch would do.
   *
   * @param seenAt what was received later is not in it
   * @param issues how many issues it would decide on: unresolved, and claimed by nobody else
   * @param followers how many submissions wait behind these
   * @param claimedByOthers how many fit the filter besides, which it leaves to those
   * @param examples the oldest ones
   * @param tried of how many, the oldest, was looked what would come of them
   * @param possible how many of these could be decided so as things are
   * @param objections what speaks against the others
   */
  record Preview(
      Instant seenAt,
      long issues,
      long followers,
      long claimedByOthers,
      List<IssueView> examples,
      int tried,
      int possible,
      List<Objection> objections) {}

  /**
   * What speaks against some of the tried ones.
   *
   * @param message what
   * @param issues how many it concerns
   */
  record Objection(String message, int issues) {}

  /**
   * An order to decide.
   *
   * @param how how; not {@code EDIT}
   * @param reason why; goes to each history and each device
   * @param issues how many there are, as the preview said; null not to compare
   * @param withFollowers for {@code RETURN} and {@code DISCARD}: whether what waits behind each is
   *     decided on with it, in one; otherwise that is judged again
   * @param followers how many these are, as the preview said; null not to compare, and without
   *     {@code withFollowers}
   */
  record Order(
      Resolution how,
      String reason,
      @Nullable Long issues,
      boolean withFollowers,
      @Nullable Long followers) {
    /** An order for issues alone. */
    public Order(Resolution how, String reason, @Nullable Long issues) {
      this(how, reason, issues, false, null);
    }
  }

  /**
   * A batch.
   *
   * @param id the batch
   * @param startedBy who
   * @param startedAt when
   * @param how how (code)
   * @param reason why
   * @param withFollowers whether what waits behind each is decided on with it
   * @param filter which issues, as in an address
   * @param status {@code running}, {@code done} or {@code cancelled}
   * @param endedAt when it was done or cancelled, null while it runs
   * @param cancelledBy who cancelled it, null if nobody did
   * @param progress how far it is
   */
  record BatchView(
      UUID id,
      String startedBy,
      Instant startedAt,
      String how,
      String reason,
      boolean withFollowers,
      String filter,
      String status,
      @Nullable Instant endedAt,
      @Nullable String cancelledBy,
      Progress progress) {}

  /**
   * How far a batch is.
   *
   * @param issues how many there are
   * @param waiting not tried yet, or never if it was cancelled
   * @param done decided
   * @param failed refused, each with the reason; they stay in the workbasket
   * @param skipped decided by somebody else meanwhile
   */
  record Progress(long issues, long waiting, long done, long failed, long skipped) {}

  /**
   * An issue of a batch.
   *
   * @param issue the issue
   * @param number its number
   * @param state {@code waiting}, {@code done}, {@code failed} or {@code skipped}
   * @param why why it failed or was skipped, null if it was not
   * @param at when it was tried, null while it was not
   */
  record ItemView(
      UUID issue, long number, String state, @Nullable String why, @Nullable Instant at) {}

  /**
   * Looks what would come of a batch; changes nothing.
   *
   * @throws RefusedException {@code INVALID} for {@code EDIT}
   */
  Preview preview(Caller caller, IssueFilter filter, Resolution how) throws RefusedException;

  /**
   * Starts a batch on what fits the filter now.
   *
   * @throws RefusedException {@code INVALID} without a reason, for {@code EDIT}, or if there are
   *     none or too many, or for another resolution with followers than these can have; {@code
   *     CONFLICT} if there are not as many as the order says
   */
  BatchView start(Caller caller, IssueFilter filter, Order order) throws RefusedException;

  /** Batches, the last ones first. Sort keys: started (default). */
  Page<BatchView> list(Caller caller, PageRequest page) throws RefusedException;

  /** One batch. */
  Optional<BatchView> find(Caller caller, UUID id) throws RefusedException;

  /**
   * The issues of a batch in its order.
   *
   * @param state only in this state, null for all
   * @throws RefusedException {@code NOT_FOUND}
   */
  Page<ItemView> items(Caller caller, UUID id, @Nullable String state, PageRequest page)
      throws RefusedException;

  /**
   * Ends a batch: when this returns, it decides on nothing more.
   *
   * @throws RefusedException {@code NOT_FOUND}; {@code CONFLICT} if it has ended
   */
  BatchView cancel(Caller caller, UUID id) throws RefusedException;
}
