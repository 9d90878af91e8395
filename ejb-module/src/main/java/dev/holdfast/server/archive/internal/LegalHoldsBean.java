package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.archive.api.HoldView.Lifted;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places and lifts legal holds, each with what tells of it. */
@Stateless
@Interceptors(LockedRefusal.class)
public class LegalHoldsBean implements LegalHolds {
  private static final String PLACED = "hold:placed";
  private static final String LIFTED = "hold:lifted";

  @Inject private HoldRows holds;
  @Inject private Cases cases;
  @Inject private Judging judging;
  @Inject private Packages packages;
  @Inject private History history;
  @Inject private Audit audit;
  @Inject private Patience patience;
  @Inject private Ids ids;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected LegalHoldsBean() {}

  @Override
  public HoldView place(Caller caller, HoldSubject subject, @Nullable String reason)
      throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(reason);
    patience.limit();
    holds.lockToPlace();
    lock(subject);
    requireThere(caller, subject);
    HoldView hold = new HoldView(ids.next(), subject, why, caller.name(), now(), null);
    holds.insert(hold);
    audit.record(
        caller.name(),
        AuditAction.HOLD_PLACED,
        subject.toString(),
        why,
        Map.of("hold", new Change(null, hold.id().toString())));
    note(subject, caller, PLACED, "held", why, hold.placedAt());
    return hold;
  }

  @Override
  public HoldView lift(Caller caller, UUID id, @Nullable String reason) throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(reason);
    patience.limit();
    HoldView hold =
        holds
            .find(id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no hold " + id + '.'));
    lock(hold.subject());
    Lifted lifted = new Lifted(caller.name(), now(), why);
    if (!holds.lift(id, lifted.by(), lifted.at(), why)) {
      throw new RefusedException(ErrorCode.CONFLICT, "The hold has been lifted already.");
    }
    audit.record(
        caller.name(),
        AuditAction.HOLD_LIFTED,
        hold.subject().toString(),
        why,
        Map.of("hold", new Change(id.toString(), null)));
    note(hold.subject(), caller, LIFTED, "released", why, lifted.at());
    return new HoldView(
        id, hold.subject(), hold.reason(), hold.placedBy(), hold.placedAt(), lifted);
  }

  @Override
  public Page<HoldView> list(Caller caller, boolean lifted, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    return holds.page(lifted, page);
  }

  @Override
  public List<HoldView> of(Caller caller, UUID caseId) throws RefusedException {
    caller.requireAdministrator();
    return holds.of(caseId);
  }

  private void lock(HoldSubject subject) {
    if (subject instanceof OneCase one) {
      judging.lock(Set.of(one.id()));
    }
  }

  private void requireThere(Caller caller, HoldSubject subject) throws RefusedException {
    boolean there =
        subject instanceof OneCase one
            ? cases.find(caller, one.id()).isPresent()
            : packages
                .active(((WholeType) subject).application())
                .filter(
                    logic -> logic.definition().cases().containsKey(((WholeType) subject).type()))
                .isPresent();
    if (!there) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND,
          "There is no "
              + (subject instanceof OneCase ? "case " : "case type in force ")
              + subject
              + '.');
    }
  }

  /** In the history of a case; of a whole type the audit trail alone tells. */
  private void note(
      HoldSubject subject, Caller caller, String action, String outcome, String why, Instant at) {
    if (subject instanceof OneCase one) {
      history.append(
          List.of(HistoryEntry.noted(one.id(), at, caller.name(), action, outcome, why)));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
