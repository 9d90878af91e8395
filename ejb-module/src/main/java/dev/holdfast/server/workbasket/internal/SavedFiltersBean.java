package dev.holdfast.server.workbasket.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.SavedFilters;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Kept filters, by SQL: each statement says the version, and whose they are. */
@Stateless
public class SavedFiltersBean implements SavedFilters {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final int NAME = 80;
  private static final int MOST = 200;

  private static final int SHARED = 1_000;

  private static final String LIST =
      """
      SELECT * FROM (
        SELECT * FROM holdfast.saved_filter WHERE owner = ?
        UNION ALL
        (SELECT * FROM holdfast.saved_filter WHERE shared AND owner <> ? ORDER BY name, owner, id LIMIT ?)) f
      ORDER BY name, owner, id
      """;

  private static final String FREE =
      "NOT EXISTS (SELECT FROM holdfast.saved_filter o WHERE o.owner = ? AND o.name = ? AND o.id <> ?)";

  private static final String ADD =
      "INSERT INTO holdfast.saved_filter (id, owner, name, shared, parameters, version)"
          + " VALUES (?, ?, ?, ?, ?::jsonb, 1) ON CONFLICT (owner, name) DO NOTHING";

  private static final String CHANGE =
      "UPDATE holdfast.saved_filter SET name = ?, shared = ?, parameters = ?::jsonb, version = version + 1"
          + " WHERE id = ? AND owner = ? AND version = ? AND "
          + FREE;

  private final Jdbc jdbc;
  private final Access access;
  private final Ids ids;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected SavedFiltersBean() {
    this(null, null, null);
  }

  /** Those of a database. */
  @Inject
  public SavedFiltersBean(Jdbc jdbc, Access access, Ids ids) {
    this.jdbc = jdbc;
    this.access = access;
    this.ids = ids;
  }

  @Override
  public List<FilterView> list(Caller caller) throws RefusedException {
    access.of(caller);
    return jdbc.list(LIST, SavedFiltersBean::read, caller.name(), caller.name(), SHARED);
  }

  @Override
  public FilterView save(Caller caller, FilterValues values) throws RefusedException {
    access.of(caller);
    String name = valid(values);
    long kept =
        jdbc.one(
                "SELECT count(*) FROM holdfast.saved_filter WHERE owner = ?",
                row -> row.getLong(1),
                caller.name())
            .orElse(0L);
    if (kept >= MOST) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "You keep " + MOST + " filters already. Remove one first.");
    }
    UUID id = ids.next();
    if (jdbc.update(ADD, id, caller.name(), name, values.shared(), json(values)) == 0) {
      throw taken(name);
    }
    return find(id).orElseThrow();
  }

  @Override
  public FilterView change(Caller caller, UUID id, long expectedVersion, FilterValues values)
      throws RefusedException {
    access.of(caller);
    String name = valid(values);
    FilterView seen = own(caller, id);
    int changed =
        jdbc.update(
            CHANGE,
            name,
            values.shared(),
            json(values),
            id,
            caller.name(),
            expectedVersion,
            caller.name(),
            name,
            id);
    if (changed == 0) {
      throw seen.version() == expectedVersion ? taken(name) : stale();
    }
    return find(id).orElseThrow();
  }

  @Override
  public void remove(Caller caller, UUID id, long expectedVersion) throws RefusedException {
    access.of(caller);
    FilterView seen = find(id).orElseThrow(() -> unknown(id));
    boolean others = caller.isAdministrator() && seen.shared();
    if (!others) {
      own(caller, id);
    }
    if (jdbc.update(
            "DELETE FROM holdfast.saved_filter WHERE id = ? AND version = ?", id, expectedVersion)
        == 0) {
      throw stale();
    }
  }

  private FilterView own(Caller caller, UUID id) throws RefusedException {
    return find(id)
        .filter(filter -> filter.owner().equals(caller.name()))
        .orElseThrow(() -> unknown(id));
  }

  private Optional<FilterView> find(UUID id) {
    return jdbc.one("SELECT * FROM holdfast.saved_filter WHERE id = ?", SavedFiltersBean::read, id);
  }

  private static String valid(FilterValues values) throws RefusedException {
    FilterParameters.read(values.parameters());
    return Reasons.given(values.name(), NAME, "Give the filter a name of at most %d characters.");
  }

  private static String json(FilterValues values) {
    return CanonicalJson.of(values.parameters());
  }

  private static FilterView read(ResultSet row) throws SQLException {
    try {
      return new FilterView(
          Sql.requiredUuid(row, "id"),
          row.getString("owner"),
          row.getString("name"),
          row.getBoolean("shared"),
          WireJson.mapper().readValue(row.getString("parameters"), TEXTS),
          row.getLong("version"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept filter is no JSON object of texts", e);
    }
  }

  private static RefusedException unknown(UUID id) {
    return new RefusedException(ErrorCode.NOT_FOUND, "You keep no filter " + id + ".");
  }

  private static RefusedException taken(String name) {
    return new RefusedException(
        ErrorCode.ALREADY_EXISTS, "You keep a filter of the name " + name + " already.");
  }

  private static RefusedException stale() {
    return new RefusedException(
        ErrorCode.STALE, "Somebody has changed the filter since you saw it.");
  }
}
