package dev.holdfast.device.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.Unit;
import dev.holdfast.device.store.Units;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the server said of actions: in its answers, and later in rows of the outcome table. */
public final class Outcomes {
  private static final String APPLICATION = "holdfast";
  private static final String UNIT = "outcome";
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private Outcomes() {}

  /** Everything that the server said, the newest first. */
  public static List<ActionOutcome> all(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        "SELECT outcome FROM hf_outcome ORDER BY rowid DESC",
        row -> Settings.parse(row.getString(1), ActionOutcome.class));
  }

  /** What the server said of these actions; of those that it said nothing of there is none. */
  static Map<UUID, ActionOutcome> of(Connection connection, Collection<UUID> actions)
      throws SQLException {
    if (actions.isEmpty()) {
      return Map.of();
    }
    return Sql.list(
            connection,
            "SELECT outcome FROM hf_outcome WHERE action IN (SELECT value FROM json_each(?))",
            row -> Settings.parse(row.getString(1), ActionOutcome.class),
            Settings.text(actions))
        .stream()
        .collect(Collectors.toMap(ActionOutcome::action, Function.identity()));
  }

  /**
   * Takes outcomes: stores them and moves their actions, unless the user has let go of them.
   *
   * @param outcomes no two of one action
   */
  static void take(Connection connection, List<ActionOutcome> outcomes) throws SQLException {
    if (outcomes.isEmpty()) {
      return;
    }
    Map<UUID, String> stored = new LinkedHashMap<>();
    Map<UUID, Long> confirmed = new LinkedHashMap<>();
    List<UUID> parked = new ArrayList<>();
    List<UUID> refused = new ArrayList<>();
    for (ActionOutcome outcome : outcomes) {
      stored.put(outcome.action(), Settings.text(outcome));
      switch (outcome.outcome()) {
        case APPLIED, MERGED -> confirmed.put(outcome.action(), outcome.version());
        case PARKED -> parked.add(outcome.action());
        case DISCARDED, RETURNED -> refused.add(outcome.action());
      }
    }
    Sql.update(
        connection,
        "INSERT INTO hf_outcome (action, outcome) SELECT key, value FROM json_each(?) WHERE true"
            + " ON CONFLICT (action) DO UPDATE SET outcome = excluded.outcome",
        Settings.text(stored));
    Actions.confirm(connection, confirmed);
    Actions.answered(connection, parked, ActionStatus.PARKED);
    Actions.answered(connection, refused, ActionStatus.REFUSED);
  }

  /** Takes what is new in the outcome table. */
  static void takeRows(Connection connection) throws SQLException {
    Optional<Unit> unit = Units.live(connection, APPLICATION, UNIT);
    if (unit.isEmpty()) {
      return;
    }
    List<ActionOutcome> rows = Sql.list(connection, unit.get().select(), Outcomes::read);
    Map<UUID, ActionOutcome> known =
        of(connection, rows.stream().map(ActionOutcome::action).toList());
    Map<UUID, ActionOutcome> fresh = new LinkedHashMap<>();
    for (ActionOutcome row : rows) {
      if (!row.equals(known.get(row.action()))) {
        fresh.put(row.action(), row);
      }
    }
    take(connection, List.copyOf(fresh.values()));
  }

  private static ActionOutcome read(ResultSet row) throws SQLException {
    String reason = row.getString(4);
    return new ActionOutcome(
        UUID.fromString(row.getString(1)),
        uuid(row.getString(2)),
        Outcome.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        reason == null ? null : reason(reason),
        texts(row.getString(5)),
        uuid(row.getString(6)),
        row.getLong(7));
  }

  private static ParkReason reason(String code) {
    return Arrays.stream(ParkReason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new SyncFailedException(
                    "The server parks for a reason that this version of the library doesn't know: "
                        + code,
                    null));
  }

  private static List<String> texts(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      return WireJson.mapper().readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("messages are always a JSON array of strings", e);
    }
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
