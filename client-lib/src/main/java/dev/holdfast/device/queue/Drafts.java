package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionDraft;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.store.Account;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.ActionRequest;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Performance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user could do, seen by one who reads these languages: which actions there are, and what
 * would come of one. Reads in the transaction of a connection and writes nothing.
 *
 * @param connection the transaction
 * @param logic the live logic
 * @param languages BCP 47 tags, the best first
 * @param now the moment by the server's clock
 */
public record Drafts(Connection connection, Logic logic, List<String> languages, Instant now) {
  /** A case that does not exist yet; which id it gets makes no difference to any rule. */
  private static final UUID UNBORN = new UUID(0, 0);

  private static final String GUARD = "guard";

  /** What speaks against an action as such, whatever it sets. */
  private static final Set<String> LASTING =
      Set.of("claimed", "no-worklist", "not-a-member", "open-children", GUARD);

  private static final Pattern INPUT = Pattern.compile("\\binput\\b");

  /**
   * The actions on a case that the user's roles and the case's stage allow, in the package's order.
   *
   * @throws NotFoundException if the device has no such case
   */
  public List<ActionOffer> offers(UUID caseId) throws SQLException {
    Cases cases = new Cases(connection, logic);
    Cases.Kind kind = kind(cases, caseId);
    CaseState state = cases.shown(caseId).orElse(null);
    return offers(application(kind.application()), kind.type(), caseId, state);
  }

  /** The actions that the user's roles allow to create a case by, application by application. */
  public List<ActionOffer> creations() throws SQLException {
    List<ActionOffer> offers = new ArrayList<>();
    for (ApplicationPackage application : logic.all(connection)) {
      for (String type : application.cases().keySet()) {
        offers.addAll(offers(application, type, UNBORN, null));
      }
    }
    return List.copyOf(offers);
  }

  /**
   * What would come of an action on a case.
   *
   * @param fields what was typed, in JSON form; what can't be read is an objection
   * @return empty if the user can't perform it on the case as it stands
   * @throws NotFoundException if the device has no such case
   */
  public Optional<ActionDraft> of(
      UUID caseId, String action, Map<String, ? extends @Nullable Object> fields)
      throws SQLException {
    Cases cases = new Cases(connection, logic);
    Cases.Kind kind = kind(cases, caseId);
    return draft(
        application(kind.application()),
        cases.shown(caseId).orElse(null),
        new ActionRequest(caseId, kind.type(), action, Performer.json(fields)));
  }

  /**
   * What would come of creating a case.
   *
   * @param typeName the type, or {@code application/type}
   * @param fields as of an action on a case
   * @return empty if the user can't create a case by it
   * @throws NotFoundException if there is no such type
   */
  public Optional<ActionDraft> ofNew(
      String typeName, String action, Map<String, ? extends @Nullable Object> fields)
      throws SQLException {
    Logic.Typed typed = logic.type(connection, typeName);
    return draft(
        typed.logic(),
        null,
        new ActionRequest(UNBORN, typed.type().name(), action, Performer.json(fields)));
  }

  private List<ActionOffer> offers(
      ApplicationPackage application, String typeName, UUID caseId, @Nullable CaseState state)
      throws SQLException {
    CaseType type = application.cases().get(typeName);
    List<ActionOffer> offers = new ArrayList<>();
    for (CaseType.Action action : type == null ? List.<CaseType.Action>of() : actions(type)) {
      var request = new ActionRequest(caseId, typeName, action.name(), Map.of());
      draft(application, state, request)
          .map(draft -> offer(application, typeName, action, draft))
          .ifPresent(offers::add);
    }
    return List.copyOf(offers);
  }

  private static List<CaseType.Action> actions(CaseType type) {
    return List.copyOf(type.actions().values());
  }

  private static ActionOffer offer(
      ApplicationPackage application, String type, CaseType.Action action, ActionDraft draft) {
    boolean asks = !draft.form().groups().isEmpty();
    List<Message> lasting =
        draft.objections().stream().filter(message -> !asks || lasts(action, message)).toList();
    return new ActionOffer(
        application.application(),
        type,
        action.name(),
        draft.form().label(),
        draft.form().help(),
        asks,
        lasting);
  }

  /** Whether nothing that is filled in changes it. */
  private static boolean lasts(CaseType.Action action, Message message) {
    boolean asksInput = action.when() != null && INPUT.matcher(action.when()).find();
    return LASTING.contains(message.code()) && !(message.code().equals(GUARD) && asksInput);
  }

  private Optional<ActionDraft> draft(
      ApplicationPackage application, @Nullable CaseState state, ActionRequest request)
      throws SQLException {
    Account account = Account.require(connection);
    Optional<ActionForm> form =
        logic.forms(connection, application, languages).form(state, request, account.asUser(), now);
    List<Message> objections =
        form.isPresent() ? objections(application, state, request, account) : List.of();
    return form.map(made -> new ActionDraft(made, objections));
  }

  private List<Message> objections(
      ApplicationPackage application,
      @Nullable CaseState state,
      ActionRequest request,
      Account account) {
    try {
      Performance performance =
          logic.engine(connection, application).perform(state, request, account.asUser(), now);
      return performance instanceof Performance.Refused refused ? refused.messages() : List.of();
    } catch (NotReceivedException e) {
      return List.of(new Message("not-received", null, e.getMessage()));
    }
  }

  private static Cases.Kind kind(Cases cases, UUID caseId) throws SQLException {
    return cases
        .kind(caseId)
        .orElseThrow(() -> new NotFoundException("There is no case " + caseId + " here."));
  }

  private ApplicationPackage application(String name) throws SQLException {
    return logic
        .of(connection, name)
        .orElseThrow(() -> new NotFoundException("There is no application " + name + " here."));
  }
}
