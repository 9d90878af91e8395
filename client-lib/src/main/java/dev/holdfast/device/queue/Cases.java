package dev.holdfast.device.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.Unit;
import dev.holdfast.device.store.Units;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseContext;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Due;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cases as the user sees them, and as the server has them. */
public final class Cases {
  private static final String COLUMNS =
      "SELECT id, application, type, stage, completed, version, assignee, fields, worklist,"
          + " opened_at, stage_since, parent";
  private static final String VIEW =
      COLUMNS
          + ", (SELECT count(*) FROM hf_action a"
          + " WHERE a.case_id = c.id AND a.status IN ('pending', 'sending')) FROM hf_case c ";

  /** Place of {@code changed-at} in the row of a case. */
  private static final int CHANGED_AT = 7;

  private static final TypeReference<Map<String, @Nullable Object>> JSON_MAP =
      new TypeReference<>() {};

  private final Connection connection;
  private final Logic logic;
  private final Map<String, Optional<ApplicationPackage>> packages = new HashMap<>();

  /** Reads cases in a connection's transaction. */
  public Cases(Connection connection, Logic logic) {
    this.connection = connection;
    this.logic = logic;
  }

  /**
   * All cases.
   *
   * @param now by the server's clock, which says what is overdue
   */
  public List<CaseView> all(Instant now) throws SQLException {
    return Sql.list(connection, VIEW + "ORDER BY application, type, id", row -> view(row, now));
  }

  /**
   * One case as the user sees it.
   *
   * @param now by the server's clock, which says whether it is overdue
   */
  public Optional<CaseView> find(UUID id, Instant now) throws SQLException {
    return Sql.first(connection, VIEW + "WHERE id = ?", row -> view(row, now), id.toString());
  }

  /**
   * The children of a case, as the user sees them.
   *
   * @param now by the server's clock, which says what is overdue
   */
  public List<CaseView> children(UUID parent, Instant now) throws SQLException {
    return Sql.list(
        connection,
        VIEW + "WHERE parent = ? ORDER BY type, id",
        row -> view(row, now),
        parent.toString());
  }

  /**
   * What kind of case one is.
   *
   * @param application its application
   * @param type its type
   */
  record Kind(String application, String type) {}

  /** What kind of case one is, as the user sees it. */
  Optional<Kind> kind(UUID id) throws SQLException {
    return Sql.first(
        connection,
        "SELECT application, type FROM hf_case WHERE id = ?",
        row -> new Kind(row.getString(1), row.getString(2)),
        id.toString());
  }

  /** One case as the user sees it, for the engine. */
  Optional<CaseState> shown(UUID id) throws SQLException {
    return Sql.first(
        connection, COLUMNS + " FROM hf_case WHERE id = ?", this::state, id.toString());
  }

  /** The same, if it is one of an application. */
  Optional<CaseState> shown(UUID id, String application) throws SQLException {
    return Sql.first(
        connection,
        COLUMNS + " FROM hf_case WHERE id = ? AND application = ?",
        this::state,
        id.toString(),
        application);
  }

  /** One case as the server has it. */
  Optional<CaseState> onServer(UUID id) throws SQLException {
    return Sql.first(
        connection, COLUMNS + " FROM hf_server_case WHERE id = ?", this::state, id.toString());
  }

  /** Those of these cases that the server has, as it has them. */
  Map<UUID, CaseState> onServer(Set<UUID> ids) throws SQLException {
    return Sql.forEach(
            connection,
            COLUMNS + " FROM hf_server_case WHERE id = ?",
            this::state,
            ids.stream().map(UUID::toString).toList())
        .stream()
        .collect(Collectors.toMap(CaseState::id, Function.identity()));
  }

  /**
   * What tells the versions that the server has of cases from others of the same number, by case.
   *
   * @param type the type of them all
   */
  Map<UUID, String> marks(String application, String type, Collection<UUID> ids)
      throws SQLException {
    Optional<Unit> unit = Units.live(connection, application, type);
    if (unit.isEmpty()) {
      return Map.of();
    }
    return Sql.list(
            connection,
            unit.get().select() + " AND _key IN (SELECT value FROM json_each(?))",
            row -> Map.entry(UUID.fromString(row.getString(1)), row.getString(CHANGED_AT + 1)),
            Settings.text(
                ids.stream().map(id -> CanonicalJson.of(List.of(id.toString()))).toList()))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
  }

  /** Writes what the user sees of a case with unconfirmed actions. */
  static void show(Connection connection, String application, CaseState state) throws SQLException {
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO hf_overlay (id, application, type, stage, completed, version,"
            + " assignee, fields, worklist, opened_at, stage_since, parent) VALUES (?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?)",
        state.id().toString(),
        application,
        state.type(),
        state.stage(),
        state.completed(),
        state.version(),
        state.assignee(),
        Settings.text(Values.fieldsToJson(state.fields())),
        state.context().worklist(),
        text(state.context().openedAt()),
        text(state.context().stageSince()),
        state.context().parent() == null ? null : state.context().parent().toString());
  }

  /** Lets the user see the server's state of cases again. */
  static void showServers(Connection connection, Collection<UUID> ids) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM hf_overlay WHERE id IN (SELECT value FROM json_each(?))",
        Settings.text(ids));
  }

  private CaseView view(ResultSet row, Instant now) throws SQLException {
    CaseState state = state(row);
    Due due = Due.of(type(row.getString(2), row.getString(3)), state);
    return new CaseView(
        state.id(),
        row.getString(2),
        state.type(),
        state.stage(),
        state.completed(),
        state.version(),
        state.assignee(),
        state.context().worklist(),
        state.context().parent(),
        due,
        due.isOverdueAt(now),
        state.fields(),
        row.getInt(13));
  }

  private CaseState state(ResultSet row) throws SQLException {
    return new CaseState(
        UUID.fromString(row.getString(1)),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getLong(6),
        row.getString(7),
        fields(row.getString(2), row.getString(3), row.getString(8)),
        new CaseContext(
            row.getString(9),
            uuid(row.getString(12)),
            instant(row.getString(10)),
            instant(row.getString(11))));
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private Map<String, Object> fields(String application, String typeName, String json)
      throws SQLException {
    CaseType type = type(application, typeName);
    try {
      return Values.fieldsFromJson(type, WireJson.mapper().readValue(json, JSON_MAP));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the fields of a case are always a JSON object", e);
    }
  }

  private CaseType type(String application, String typeName) throws SQLException {
    Optional<ApplicationPackage> definition = packages.get(application);
    if (definition == null) {
      definition = logic.of(connection, application);
      packages.put(application, definition);
    }
    CaseType type = definition.map(found -> found.cases().get(typeName)).orElse(null);
    if (type == null) {
      throw new IllegalStateException("cases without logic: " + application + '/' + typeName);
    }
    return type;
  }
}
