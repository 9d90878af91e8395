package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.IssueRouting;
import dev.holdfast.server.casework.api.Held;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.casework.internal.Witness.Actor;
import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges in the caller's transaction; reads and writes in sets. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class JudgingBean implements Judging {
  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Packages packages;
  @Inject private History history;
  @Inject private Observers observers;
  @Inject private ContentUses contents;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected JudgingBean() {}

  @Override
  public void lock(Collection<UUID> cases) {
    CaseLocks.take(jdbc, cases);
  }

  @Override
  public Set<UUID> parents(Collection<UUID> cases) {
    return CaseRows.parents(jdbc, cases);
  }

  @Override
  public List<Verdict> judge(Caller submitter, List<Submitted> submitted, Map<UUID, Held> held) {
    return hear(new Hearing(submitter, clock.instant(), false, held), submitted);
  }

  @Override
  public List<Verdict> judgeReleased(Caller submitter, List<Submitted> submitted) {
    return hear(new Hearing(submitter, clock.instant(), true, Map.of()), submitted);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Set<String> workbaskets() {
    return packages.active().stream()
        .flatMap(logic -> logic.definition().cases().values().stream())
        .map(CaseType::issues)
        .flatMap(
            issues ->
                Stream.concat(
                    Stream.of(issues.workbasket()),
                    issues.routes().stream().map(IssueRouting.Route::workbasket)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Verdict> hear(Hearing hearing, List<Submitted> submitted) {
    InForce inForce = InForce.hold(packages, submitted);
    List<UUID> cases =
        submitted.stream().flatMap(each -> each.cases().stream()).distinct().toList();
    CaseFiles files = new CaseFiles(entities, jdbc, cases);
    Benches benches = Benches.of(jdbc, inForce, hearing.submitter().user(), files);
    benches.prepare(submitted);
    Bases bases = new Bases(files, history, submitted);
    Caller submitter = hearing.submitter();
    Actor actor = new Actor(submitter.name(), submitter.device(), null, hearing.at());
    Witness witness = new Witness(observers, actor);
    Docket docket = new Docket(benches, files, bases, hearing, witness);
    docket.hear(submitted);
    files.write();
    history.append(docket.entries());
    NamedContents.note(contents, docket.entries(), files);
    witness.tell();
    return docket.verdicts();
  }
}
