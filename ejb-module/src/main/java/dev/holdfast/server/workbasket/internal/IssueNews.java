package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.identity.api.Addresses;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues of which members of their workbaskets have not been told. Each is taken once, on whichever
 * node; what could not be sent is put back. To be called without a transaction.
 */
@ApplicationScoped
public class IssueNews {
  /** What is older when somebody gets to it is no news: mail was off, or could not be sent. */
  private static final Duration NEWS = Duration.ofDays(1);

  private static final String TAKE =
      """
      WITH untold AS (
        SELECT id FROM holdfast.issue WHERE NOT told ORDER BY number LIMIT 1000 FOR NO KEY UPDATE SKIP LOCKED)
      UPDATE holdfast.issue i SET told = true FROM untold WHERE i.id = untold.id
      RETURNING i.id, i.number, i.workbasket, i.reason, i.case_type, i.user_name,
        i.received_at >= ? AND i.status <> 'resolved' AS news
      """;

  private static final String MEMBERS =
      "SELECT users, roles FROM holdfast.workbasket WHERE name = ?";

  private final Jdbc jdbc;
  private final Addresses addresses;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueNews() {
    this(null, null, null);
  }

  /** Takes from a database. */
  @Inject
  public IssueNews(Jdbc jdbc, Addresses addresses, Clock clock) {
    this.jdbc = jdbc;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * An issue that is new.
   *
   * @param caseType its case type, null if unreadable
   */
  record Arrived(
      UUID id,
      long number,
      String workbasket,
      String reason,
      @Nullable String caseType,
      String user) {}

  private record Taken(Arrived issue, boolean news) {}

  /** Takes what nobody has been told of, by workbasket. */
  Map<String, List<Arrived>> take() {
    Instant oldest = clock.instant().minus(NEWS);
    Map<String, List<Arrived>> byBasket = new LinkedHashMap<>();
    for (Taken taken : jdbc.list(TAKE, IssueNews::read, oldest)) {
      if (taken.news()) {
        byBasket
            .computeIfAbsent(taken.issue().workbasket(), basket -> new ArrayList<>())
            .add(taken.issue());
      }
    }
    return byBasket;
  }

  /** They could not be sent. */
  void putBack(Collection<Arrived> issues) {
    jdbc.update(
        "UPDATE holdfast.issue SET told = false WHERE id = ANY(?)",
        (Object) issues.stream().map(Arrived::id).toArray(UUID[]::new));
  }

  /** Addresses of the members of a workbasket. */
  Set<String> members(String workbasket) {
    return jdbc.one(
            MEMBERS,
            row ->
                addresses.of(
                    Sql.texts(row, "users"),
                    Sql.texts(row, "roles"),
                    Set.of(Caller.CASEWORKER, Caller.ADMINISTRATOR)),
            workbasket)
        .orElse(Set.of());
  }

  private static Taken read(ResultSet row) throws SQLException {
    return new Taken(
        new Arrived(
            Sql.requiredUuid(row, "id"),
            row.getLong("number"),
            row.getString("workbasket"),
            row.getString("reason"),
            row.getString("case_type"),
            row.getString("user_name")),
        row.getBoolean("news"));
  }
}
