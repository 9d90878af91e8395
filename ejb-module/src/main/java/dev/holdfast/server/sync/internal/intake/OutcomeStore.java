package dev.holdfast.server.sync.internal.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes of all actions, in sets; in the caller's transaction. */
@ApplicationScoped
public class OutcomeStore implements Outcomes {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private static final String INSERT =
      """
      INSERT INTO holdfast.action_outcome (device_id, user_name, received_at, decided_at, action_id, case_id,
          outcome, reason, messages, issue_id, version, sequence, package_version, performed_at,
          clock_offset_millis, digest)
      SELECT CAST(? AS uuid), ?, ?, ?, row.* FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[]), CAST(? AS text[]),
          CAST(? AS text[]), CAST(? AS jsonb[]), CAST(? AS uuid[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
          CAST(? AS text[]), CAST(? AS timestamptz[]), CAST(? AS bigint[]), CAST(? AS text[])) AS row
      """;

  private static final String REPLACE =
      """
      UPDATE holdfast.action_outcome o
      SET outcome = d.outcome, reason = d.reason, messages = d.messages, version = d.version, decided_at = ?
      FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS jsonb[]), CAST(? AS bigint[]))
          AS d(action_id, outcome, reason, messages, version)
      WHERE o.action_id = d.action_id
      """;

  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected OutcomeStore() {
    this(null, null);
  }

  /** Keeps outcomes in a database. */
  @Inject
  public OutcomeStore(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A stored outcome.
   *
   * @param outcome the answer
   * @param user who submitted the action
   * @param digest what the action said
   */
  record Stored(ActionOutcome outcome, String user, String digest) {}

  /**
   * A new outcome.
   *
   * @param arrival the action
   * @param outcome the answer, under the id that the action is kept by
   */
  record Fresh(Arrival arrival, ActionOutcome outcome) {}

  /** Makes other requests of the same device wait until the transaction ends. */
  void lock(UUID device) {
    jdbc.list(
        "SELECT pg_advisory_xact_lock(?)",
        row -> true,
        device.getMostSignificantBits() ^ device.getLeastSignificantBits());
  }

  /** The outcomes of those of these actions that were judged before. */
  Map<UUID, Stored> find(Collection<UUID> actions) {
    Map<UUID, Stored> found = new HashMap<>();
    if (!actions.isEmpty()) {
      jdbc.list(
          "SELECT action_id, case_id, outcome, reason, messages, issue_id, version, user_name, digest"
              + " FROM holdfast.action_outcome WHERE action_id = ANY (?)",
          row -> found.put(Sql.requiredUuid(row, "action_id"), read(row)),
          (Object) actions.toArray(UUID[]::new));
    }
    return found;
  }

  /**
   * Stores new outcomes. The key refuses an action that another transaction has judged meanwhile,
   * and with it everything that this transaction did.
   */
  void insert(Caller submitter, Instant receivedAt, List<Fresh> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    jdbc.update(
        INSERT,
        submitter.device(),
        submitter.name(),
        receivedAt,
        receivedAt,
        Sql.column(fresh, f -> f.outcome().action()),
        Sql.column(fresh, f -> f.outcome().caseId()),
        Sql.column(fresh, f -> code(f.outcome().outcome())),
        Sql.column(fresh, f -> code(f.outcome().reason())),
        Sql.column(fresh, f -> CanonicalJson.of(f.outcome().messages())),
        Sql.column(fresh, f -> f.outcome().issue()),
        Sql.column(fresh, f -> f.outcome().version()),
        Sql.column(fresh, action(ActionSubmission::sequence)),
        Sql.column(fresh, action(ActionSubmission::packageVersion)),
        Sql.column(fresh, action(ActionSubmission::performedAt)),
        Sql.column(fresh, action(ActionSubmission::clockOffsetMillis)),
        Sql.column(fresh, f -> f.arrival().digest()));
  }

  /** From now on the outcomes of these actions go to this device of the same user. */
  void takeOver(Caller caller, UUID device, List<UUID> actions) {
    if (!actions.isEmpty()) {
      jdbc.update(
          "UPDATE holdfast.action_outcome SET device_id = ?"
              + " WHERE action_id = ANY (?) AND user_name = ? AND device_id <> ?",
          device,
          actions.toArray(UUID[]::new),
          caller.name(),
          device);
    }
  }

  @Override
  public void replace(List<Decided> decided) {
    jdbc.update(
        REPLACE,
        clock.instant(),
        Sql.column(decided, Decided::action),
        Sql.column(decided, d -> code(d.outcome())),
        Sql.column(decided, d -> d.reason().code()),
        Sql.column(decided, d -> CanonicalJson.of(d.messages())),
        Sql.column(decided, Decided::version));
  }

  private static Function<Fresh, @Nullable Object> action(
      Function<ActionSubmission, @Nullable Object> part) {
    return fresh -> {
      ActionSubmission action = fresh.arrival().submitted().action();
      return action == null ? null : part.apply(action);
    };
  }

  private static Stored read(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    ActionOutcome outcome =
        new ActionOutcome(
            Sql.requiredUuid(row, "action_id"),
            Sql.uuid(row, "case_id"),
            Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
            reason == null ? null : reason(reason),
            messages(row.getString("messages")),
            Sql.uuid(row, "issue_id"),
            row.getLong("version"));
    return new Stored(outcome, row.getString("user_name"), row.getString("digest"));
  }

  private static List<String> messages(String json) {
    try {
      return WireJson.mapper().readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an outcome's messages are not a JSON array of texts", e);
    }
  }

  private static ParkReason reason(String code) {
    return Arrays.stream(ParkReason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reason " + code));
  }

  private static String code(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String code(@Nullable ParkReason reason) {
    return reason == null ? null : reason.code();
  }
}
