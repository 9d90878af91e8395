package dev.holdfast.server.platform.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link Alert} has raised, for whoever shows and closes it. Thread-safe. */
public final class RaisedAlerts {
  /** So many of the devices concerned are named, those that noticed last. */
  public static final int NAMED = 10;

  private static final String DEVICES =
      """
      SELECT d.* FROM unnest(?) AS wanted (id)
      CROSS JOIN LATERAL (SELECT * FROM holdfast.alert_device x WHERE x.alert_id = wanted.id
                          ORDER BY x.last_at DESC, x.device_id LIMIT ?) d
      ORDER BY d.alert_id, d.last_at DESC, d.device_id
      """;

  private static final String CLOSE =
      """
      UPDATE holdfast.raised_alert SET closed_at = ?, closed_by = ?, closed_reason = ?, version = version + 1
      WHERE id = ? AND version = ? AND closed_at IS NULL
      """;

  private static final String FORGET =
      """
      DELETE FROM holdfast.raised_alert a USING (
        SELECT id FROM holdfast.raised_alert WHERE closed_at < ? ORDER BY closed_at LIMIT ?) old
      WHERE a.id = old.id
      """;

  private final Jdbc jdbc;

  /** Those of a database. */
  public RaisedAlerts(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An alert as it stands.
   *
   * @param named of the devices concerned, those that noticed last
   * @param devices how many are concerned
   */
  public record Raised(
      UUID id,
      String kind,
      String subject,
      @Nullable String detail,
      Instant firstAt,
      Instant lastAt,
      long times,
      List<Noticed> named,
      long devices,
      long version,
      @Nullable Closing closing) {
    private Raised by(List<Noticed> last) {
      return new Raised(
          id, kind, subject, detail, firstAt, lastAt, times, last, devices, version, closing);
    }
  }

  /** A device that noticed it. */
  public record Noticed(UUID device, Instant firstAt, Instant lastAt, long times) {}

  /** How it was closed. */
  public record Closing(Instant at, String by, String reason) {}

  /**
   * Which ones.
   *
   * @param open only open ones, or only closed ones; null for both
   * @param kind only of this kind, null for all
   */
  public record Filter(@Nullable Boolean open, @Nullable String kind) {
    private String condition() {
      String state = open == null ? "true" : open ? "closed_at IS NULL" : "closed_at IS NOT NULL";
      return " FROM holdfast.raised_alert WHERE " + state + (kind == null ? "" : " AND kind = ?");
    }

    private List<Object> parameters() {
      return kind == null ? List.of() : List.of(kind);
    }
  }

  /** A part of them, the last ones first. */
  public Page<Raised> list(Filter filter, PageRequest page) {
    List<Object> parameters = new ArrayList<>(filter.parameters());
    long total =
        jdbc.one(
                "SELECT count(*)" + filter.condition(), row -> row.getLong(1), parameters.toArray())
            .orElseThrow();
    parameters.add(page.offset());
    parameters.add(page.limit());
    return new Page<>(
        read(filter.condition() + " ORDER BY last_at DESC, id DESC OFFSET ? LIMIT ?", parameters),
        total);
  }

  /** One of them. */
  public Optional<Raised> find(UUID id) {
    return read(" FROM holdfast.raised_alert WHERE id = ?", List.of(id)).stream().findFirst();
  }

  /** Closes one that is open and in the version that was seen; says whether it was. */
  public boolean close(UUID id, long version, Closing closing) {
    return jdbc.update(CLOSE, closing.at(), closing.by(), closing.reason(), id, version) > 0;
  }

  /** Forgets those that were closed before; at most so many. Returns how many. */
  public int forget(Instant before, int most) {
    return jdbc.update(FORGET, before, most);
  }

  private List<Raised> read(String from, List<Object> parameters) {
    return jdbc.with(
        sql -> {
          List<Raised> alerts =
              sql.list("SELECT *" + from, RaisedAlerts::raised, parameters.toArray());
          Map<UUID, List<Noticed>> devices = new HashMap<>();
          sql.each(
              DEVICES,
              0,
              row ->
                  devices
                      .computeIfAbsent(
                          Sql.requiredUuid(row, "alert_id"), alert -> new ArrayList<>())
                      .add(noticed(row)),
              alerts.stream().map(Raised::id).toArray(UUID[]::new),
              NAMED);
          return alerts.stream().map(a -> a.by(devices.getOrDefault(a.id(), List.of()))).toList();
        });
  }

  private static Noticed noticed(ResultSet row) throws SQLException {
    return new Noticed(
        Sql.requiredUuid(row, "device_id"),
        Sql.requiredInstant(row, "first_at"),
        Sql.requiredInstant(row, "last_at"),
        row.getLong("times"));
  }

  private static Raised raised(ResultSet row) throws SQLException {
    Instant closedAt = Sql.instant(row, "closed_at");
    return new Raised(
        Sql.requiredUuid(row, "id"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("detail"),
        Sql.requiredInstant(row, "first_at"),
        Sql.requiredInstant(row, "last_at"),
        row.getLong("times"),
        List.of(),
        row.getLong("devices"),
        row.getLong("version"),
        closedAt == null
            ? null
            : new Closing(closedAt, row.getString("closed_by"), row.getString("closed_reason")));
  }
}
