package dev.holdfast.device.queue;

import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.ActionReader;
import dev.holdfast.kernel.casework.ActionRequest;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Performance;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ActionSubmission.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Performs actions: the engine judges by the device's view, and the action and its effect are
 * stored in the caller's transaction. What is refused leaves nothing behind.
 */
public final class Performer {
  private static final int KIBIBYTE = 1024;

  /**
   * An action grows by its {@code origin}, and by its number, when another device takes it over.
   */
  private static final int ORIGIN_BYTES = 256;

  private static final int MOST_BYTES = ActionReader.MAX_BYTES - ORIGIN_BYTES;

  private final Logic logic;
  private final Clock clock;
  private final Random random;

  /**
   * Makes a performer.
   *
   * @param clock gives the device's time
   * @param random makes ids unique
   */
  public Performer(Logic logic, Clock clock, Random random) {
    this.logic = logic;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Creates a case.
   *
   * @param typeName the type, or {@code application/type}
   * @param action the creating action, null if the user's roles allow only one
   * @param fields values in Java or JSON form; null leaves a field without value
   * @throws NotFoundException if there is no such type, or several actions are possible
   * @throws RefusedException if the rules refuse
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public Performed create(
      Connection connection,
      String typeName,
      @Nullable String action,
      Map<String, ? extends @Nullable Object> fields)
      throws SQLException {
    Logic.Typed typed = logic.type(connection, typeName);
    String name = action == null ? creating(typed.type(), Account.require(connection)) : action;
    UUID id = Uuid7.next(clock, random);
    return perform(
        connection, typed.logic(), new ActionRequest(id, typed.type().name(), name, json(fields)));
  }

  /**
   * Performs an action on a case.
   *
   * @param fields values in Java or JSON form; null removes a field's value
   * @throws NotFoundException if the device has no such case
   * @throws RefusedException if the rules refuse
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public Performed perform(
      Connection connection,
      UUID caseId,
      String action,
      Map<String, ? extends @Nullable Object> fields)
      throws SQLException {
    Cases.Kind found =
        new Cases(connection, logic)
            .kind(caseId)
            .orElseThrow(() -> new NotFoundException("There is no case " + caseId + " here."));
    return perform(
        connection,
        found.application(),
        new ActionRequest(caseId, found.type(), action, json(fields)));
  }

  /** Performs an action of an application; the case need not exist. */
  Performed perform(Connection connection, String application, ActionRequest request)
      throws SQLException {
    ApplicationPackage definition =
        logic
            .of(connection, application)
            .orElseThrow(
                () -> new NotFoundException("There is no application " + application + " here."));
    return perform(connection, definition, request);
  }

  private Performed perform(
      Connection connection, ApplicationPackage definition, ActionRequest request)
      throws SQLException {
    Account account = Account.require(connection);
    Cases cases = new Cases(connection, logic);
    CaseState before = cases.shown(request.caseId()).orElse(null);
    Instant performedAt = clock.instant();
    Instant moment = ActionSubmission.moment(performedAt, account.clockOffsetMillis());
    Performance performance =
        logic.engine(connection, definition).perform(before, request, account.asUser(), moment);
    if (performance instanceof Performance.Refused refused) {
      throw new RefusedException(refused.messages());
    }
    Presence.require(connection, before, request.fields());
    CaseState after = ((Performance.Performed) performance).after();
    UUID caseId = request.caseId();
    long baseVersion = cases.onServer(caseId).map(CaseState::version).orElse(0L);
    String baseMark =
        cases.marks(definition.application(), request.type(), List.of(caseId)).get(caseId);
    Optional<ActionSubmission> last = last(connection, caseId);
    ActionSubmission submission =
        new ActionSubmission(
            Uuid7.next(clock, random),
            Actions.nextSequence(connection),
            definition.application(),
            definition.version(),
            caseId,
            request.type(),
            request.action(),
            request.fields(),
            base(definition.cases().get(request.type()), before, request),
            baseVersion,
            baseMark,
            last.map(ActionSubmission::id).orElse(null),
            performedAt,
            account.clockOffsetMillis(),
            origin(last, account.device()));
    refuseTooLarge(submission);
    Actions.add(connection, submission);
    ContentRows.named(connection, Contents.ids(submission.fields()));
    Cases.show(connection, definition.application(), after);
    return new Performed(caseId, submission.id(), after.stage());
  }

  /** What the server would not even read is refused while the user can still change it. */
  private static void refuseTooLarge(ActionSubmission submission) {
    int bytes = Actions.bytes(submission);
    if (bytes > MOST_BYTES) {
      throw new RefusedException(
          List.of(
              new Message(
                  "too-large",
                  null,
                  "The action has %d KiB with the values that it replaces; at most %d can be sent. Shorten its texts."
                      .formatted((bytes + KIBIBYTE - 1) / KIBIBYTE, MOST_BYTES / KIBIBYTE))));
    }
  }

  private static Optional<ActionSubmission> last(Connection connection, UUID caseId)
      throws SQLException {
    List<Queued> actions = Actions.shown(connection, caseId);
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(actions.get(actions.size() - 1).submission());
  }

  /** What goes on from an action of another device goes on from that device's versions. */
  private static @Nullable Origin origin(Optional<ActionSubmission> last, UUID own) {
    return last.map(before -> before.chain(own))
        .filter(chain -> !chain.equals(own))
        .map(chain -> new Origin(null, chain))
        .orElse(null);
  }

  /** The creating action that the user's roles allow; if none does, any: the engine says why. */
  private static String creating(CaseType type, Account account) {
    List<CaseType.Action> creating =
        type.actions().values().stream().filter(action -> action.creates() != null).toList();
    List<String> allowed =
        creating.stream()
            .filter(action -> !Collections.disjoint(action.by(), account.roles()))
            .map(CaseType.Action::name)
            .toList();
    if (allowed.size() > 1) {
      throw new NotFoundException(
          "Several actions create a case of type %s: name one of %s."
              .formatted(type.name(), String.join(", ", allowed)));
    }
    if (creating.isEmpty()) {
      throw new NotFoundException("No action creates a case of type " + type.name() + '.');
    }
    return allowed.isEmpty() ? creating.get(0).name() : allowed.get(0);
  }

  /** Values in JSON form. */
  static Map<String, @Nullable Object> json(Map<String, ? extends @Nullable Object> fields) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    fields.forEach((name, value) -> json.put(name, value == null ? null : Values.toJson(value)));
    return json;
  }

  /** The values that the user saw in the fields that the action sets. */
  private static Map<String, @Nullable Object> base(
      @Nullable CaseType type, @Nullable CaseState before, ActionRequest request) {
    Map<String, @Nullable Object> base = new LinkedHashMap<>();
    if (before != null) {
      for (String name : request.fields().keySet()) {
        Object value = before.value(type, name);
        base.put(name, value == null ? null : Values.toJson(value));
      }
    }
    return base;
  }
}
