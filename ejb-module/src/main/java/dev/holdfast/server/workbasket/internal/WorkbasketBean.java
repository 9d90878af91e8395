package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueEvent;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueGroup;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The issue workbasket: lists by SQL, decisions by JPA. */
@Stateless
@Interceptors(LockedRefusal.class)
public class WorkbasketBean implements Workbasket {
  private static final int COMMENT = 4_000;

  @PersistenceContext private EntityManager entities;
  @Inject private Patience patience;
  @Inject private Access access;
  @Inject private IssueLists lists;
  @Inject private IssueGroups groups;
  @Inject private IssueDetails details;
  @Inject private IssueExport export;
  @Inject private OpenIssues open;
  @Inject private IssueEvents events;
  @Inject private Settling settling;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WorkbasketBean() {}

  @Override
  public Page<IssueView> list(Caller caller, IssueFilter filter, PageRequest page)
      throws RefusedException {
    return lists.page(filter, access.of(caller), page);
  }

  @Override
  public Page<IssueGroup> groups(Caller caller, IssueFilter filter, PageRequest page)
      throws RefusedException {
    return groups.page(filter, access.of(caller), page);
  }

  @Override
  public Map<String, Long> unresolvedByReason(Caller caller) throws RefusedException {
    return lists.unresolvedByReason(access.of(caller));
  }

  @Override
  public Optional<IssueDetail> find(Caller caller, UUID id) throws RefusedException {
    Reach reach = access.of(caller);
    patience.limit();
    return Optional.ofNullable(entities.find(Issue.class, id))
        .filter(issue -> reach.has(issue.workbasket()))
        .map(issue -> details.of(caller, reach, issue));
  }

  @Override
  public IssueView claim(Caller caller, UUID id, long expectedVersion) throws RefusedException {
    Reach reach = access.of(caller);
    patience.limit();
    open.head(reach, id, expectedVersion).claim(caller.name());
    return done(caller, id, "claimed", "");
  }

  @Override
  public IssueView release(Caller caller, UUID id, long expectedVersion) throws RefusedException {
    Reach reach = access.of(caller);
    patience.limit();
    Issue issue = open.head(reach, id, expectedVersion);
    String from = issue.release();
    return done(caller, id, "released", from == null ? "" : from);
  }

  @Override
  public IssueView assign(Caller caller, UUID id, long expectedVersion, String user)
      throws RefusedException {
    Reach reach = access.of(caller);
    patience.limit();
    Issue issue = open.head(reach, id, expectedVersion);
    access.requireMember(user, issue.workbasket());
    issue.claim(user);
    return done(caller, id, "assigned", user);
  }

  @Override
  public IssueEvent comment(Caller caller, UUID id, String text) throws RefusedException {
    open.reached(access.of(caller), id);
    return events.add(
        id,
        caller.name(),
        "commented",
        Reasons.given(text, COMMENT, "Write a comment of at most %d characters."));
  }

  @Override
  public IssueView resolve(Caller caller, UUID id, long expectedVersion, Decision decision)
      throws RefusedException {
    return settling.settle(caller, access.of(caller), id, expectedVersion, decision);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException {
    lists.csv(filter, access.of(caller), out);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportJson(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException {
    export.json(filter, access.of(caller), out);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportWholeCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException {
    export.csv(filter, access.of(caller), out);
  }

  private IssueView done(Caller caller, UUID id, String kind, String text) throws RefusedException {
    IssueView written = open.written(id);
    events.add(id, caller.name(), kind, text);
    return written;
  }
}
