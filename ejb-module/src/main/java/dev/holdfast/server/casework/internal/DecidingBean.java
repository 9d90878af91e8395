package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.internal.CaseFile.Source;
import dev.holdfast.server.casework.internal.Decisions.Refused;
import dev.holdfast.server.casework.internal.Decisions.Ruling;
import dev.holdfast.server.casework.internal.Decisions.Taken;
import dev.holdfast.server.casework.internal.Witness.Actor;
import dev.holdfast.server.contents.api.ContentGate;
import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets decisions of people take effect, by the same engine as everything else. */
@Stateless
public class DecidingBean implements Deciding {
  // Built-in fields are called by their names.
  private static final String PRESENT =
      """
      SELECT id, application, type, stage, version, assignee, worklist, parent_id AS parent, fields
      FROM holdfast.case_file WHERE id = ANY(?)
      """;

  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Packages packages;
  @Inject private History history;
  @Inject private Observers observers;
  @Inject private ContentUses contents;
  @Inject private ContentGate gate;
  @Inject private Clock clock;
  @Inject private Ids ids;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DecidingBean() {}

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Decided decide(Decision decision) {
    ActionSubmission action = decision.action();
    // Before the case is read: it stays in these words.
    Optional<CompiledPackage> logic = packages.hold(action.application());
    CaseFiles files = files(decision);
    Instant now = clock.instant();
    Ruling ruling = rule(decision, logic, files, now);
    if (!(ruling instanceof Taken taken)) {
      return new Decided(null, 0, ((Refused) ruling).messages());
    }
    Witness witness = new Witness(observers, actor(decision, now));
    CaseFile before = files.get(taken.after().id());
    List<String> vetoes = witness.vetoes(taken.action(), before, taken.after(), taken.changes());
    if (!vetoes.isEmpty()) {
      return new Decided(null, 0, vetoes);
    }
    long version =
        files.put(
            action.application(),
            taken.after(),
            new Source(action.id(), null, taken.packageVersion(), now));
    files.write();
    List<HistoryEntry> entries = new ArrayList<>();
    entries.add(entry(decision, taken, version, now));
    if (!taken.after().id().equals(action.caseId())) {
      entries.add(pointer(decision, taken.after().id(), now));
    }
    history.append(entries);
    NamedContents.note(contents, entries, files);
    witness.applied(Outcome.APPLIED);
    witness.tell();
    return new Decided(taken.after().id(), version, List.of());
  }

  @Override
  public List<String> objections(Decision decision) {
    Optional<CompiledPackage> logic = packages.active(decision.action().application());
    return rule(decision, logic, files(decision), clock.instant()) instanceof Refused refused
        ? refused.messages()
        : List.of();
  }

  @Override
  public ActionSubmission understood(ActionSubmission action) {
    return packages
        .active(action.application())
        .map(logic -> InForce.upcast(packages, logic.definition()).understand(action).action())
        .orElse(action);
  }

  @Override
  public boolean editable(ActionSubmission action) {
    CaseFile file = entities.find(CaseFile.class, action.caseId());
    CaseType.Action definition =
        type(action.application(), action.type())
            .map(type -> type.actions().get(understood(action).name()))
            .orElse(null);
    return definition != null
        && !definition.sets().isEmpty()
        && (file == null ? definition.creates() != null : file.takes(definition));
  }

  @Override
  public Map<UUID, Present> present(Collection<UUID> cases) {
    Map<UUID, Present> present = new HashMap<>();
    jdbc.list(
        PRESENT,
        row -> present.put(Sql.requiredUuid(row, "id"), present(row)),
        (Object) cases.toArray(UUID[]::new));
    return present;
  }

  private Present present(ResultSet row) throws SQLException {
    Map<String, Object> fields = FieldsJson.values(row.getString("fields"));
    for (String builtIn : builtIns(row.getString("application"), row.getString("type"))) {
      fields.remove(builtIn);
      String value = row.getString(builtIn);
      if (value != null) {
        fields.put(builtIn, value);
      }
    }
    return new Present(row.getString("stage"), row.getLong("version"), fields);
  }

  /** The built-in fields of a case type's cases; of one that is gone, what every case has. */
  private Set<String> builtIns(String application, String type) {
    return type(application, type)
        .map(found -> found.coordination().builtIns().keySet())
        .orElse(Set.of(BuiltIn.ASSIGNEE));
  }

  private Optional<CaseType> type(String application, String name) {
    return packages.active(application).map(logic -> logic.definition().cases().get(name));
  }

  /** The case, and the parent that the decision names. */
  private CaseFiles files(Decision decision) {
    Set<UUID> cases = new HashSet<>(new Submitted.ToJudge(decision.action()).cases());
    BuiltIn.parent(decision.edits()).ifPresent(cases::add);
    return new CaseFiles(entities, jdbc, cases);
  }

  private Ruling rule(
      Decision decision, Optional<CompiledPackage> logic, CaseFiles files, Instant now) {
    ActionSubmission action = decision.action();
    CaseFile file = files.get(action.caseId());
    if (logic.isEmpty()) {
      return Refused.because("The application " + action.application() + " is not in force.");
    }
    CaseType type = logic.get().definition().cases().get(action.type());
    if (type == null) {
      return Refused.because("There is no case type " + action.type() + " any more.");
    }
    if (file != null && !file.isOf(action.application(), action.type())) {
      return Refused.because("The case is of another type.");
    }
    TableRows rows = new TableRows(jdbc, logic.get().definition());
    Decisions decisions =
        new Decisions(
            logic.get(),
            type,
            (table, key) -> rows.find(table, key).map(r -> r.values()),
            new Relatives(files, logic.get().definition(), (any, visible) -> true));
    Understanding understood =
        InForce.upcast(packages, logic.get().definition()).understand(action);
    Ruling ruling =
        decisions.rule(
            decision, understood, file == null ? null : file.state(type), ids.next(), now);
    return ruling instanceof Taken taken ? withContents(decision, taken, file) : ruling;
  }

  /** What the case names after it has to be there; what the action or the case named was asked. */
  private Ruling withContents(Decision decision, Taken taken, @Nullable CaseFile file) {
    Set<String> known = new HashSet<>();
    if (decision.authority().looked()) {
      known.addAll(Contents.ids(decision.action().fields()));
    }
    if (file != null) {
      known.addAll(NamedContents.of(file));
    }
    User decider = decision.authority().decider();
    List<String> objections =
        gate.objections(
            decider,
            new Caller(decider, null).isAdministrator(),
            NamedContents.brought(taken.changes()),
            known);
    return objections.isEmpty() ? taken : new Refused(objections);
  }

  private static Actor actor(Decision decision, Instant now) {
    Authority authority = decision.authority();
    return new Actor(authority.submitter().name(), null, authority.decider().name(), now);
  }

  private static HistoryEntry entry(Decision decision, Taken taken, long version, Instant now) {
    ActionSubmission action = decision.action();
    return new HistoryEntry(
        taken.after().id(),
        0,
        now,
        decision.authority().decider().name(),
        null,
        decision.name(),
        action.id(),
        "applied",
        decision.reason(),
        version,
        action.baseVersion(),
        action.packageVersion(),
        action.performedAt(),
        action.clockOffsetMillis(),
        taken.changes(),
        Map.of());
  }

  /** What the history of the old case says when a new one was made. */
  private static HistoryEntry pointer(Decision decision, UUID newCase, Instant now) {
    ActionSubmission action = decision.action();
    return new HistoryEntry(
        action.caseId(),
        0,
        now,
        decision.authority().decider().name(),
        null,
        decision.name(),
        action.id(),
        "applied",
        "It became case " + newCase + ". " + decision.reason(),
        0,
        action.baseVersion(),
        action.packageVersion(),
        action.performedAt(),
        action.clockOffsetMillis(),
        Map.of(),
        Map.of());
  }
}
