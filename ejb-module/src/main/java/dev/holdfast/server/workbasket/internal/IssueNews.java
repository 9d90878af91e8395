package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.identity.api.Addresses;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.internal.Untold.Arrived;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Issues, heads of chains, of which members of their workbaskets have not been told. Each is taken
 * once, on whichever node; what could not be sent is put back, and what a node took that dies then
 * is not told. To be called without a transaction.
 */
@ApplicationScoped
public class IssueNews {
  /** What is older when somebody gets to it is no news: mail was off, or could not be sent. */
  private static final Duration NEWS = Duration.ofDays(1);

  /** What was released into somebody's hands is no news to the others. */
  private static final String TAKE =
      """
      WITH untold AS (
        SELECT id, told_to, coalesce(led_at, received_at) >= ? AND status <> 'resolved'
          AND (led_at IS NULL OR status <> 'claimed') AS news
        FROM holdfast.issue WHERE NOT told AND status <> 'waiting' FOR NO KEY UPDATE SKIP LOCKED),
      taken AS (
        UPDATE holdfast.issue i SET told = true, told_to = '{}' FROM untold WHERE i.id = untold.id
        RETURNING i.id, i.number, i.workbasket, i.reason, i.case_type, i.user_name, untold.told_to, untold.news)
      SELECT * FROM taken WHERE news ORDER BY number
      """;

  /** Members without one of these roles can't decide. */
  private static final Set<String> DECIDERS = Set.of(Caller.CASEWORKER, Caller.ADMINISTRATOR);

  private static final String MEMBERS =
      "SELECT users, roles FROM holdfast.workbasket WHERE name = ?";

  private final Jdbc jdbc;
  private final Addresses addresses;
  private final Clock clock;
  private final Settings settings;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueNews() {
    this(null, null, null, null);
  }

  /** Takes from a database. */
  @Inject
  public IssueNews(Jdbc jdbc, Addresses addresses, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.addresses = addresses;
    this.clock = clock;
    this.settings = settings;
  }

  private record Taken(Arrived issue, List<String> toldTo) {}

  private record Members(List<String> users, List<String> roles) {}

  /** Takes what somebody has not been told of, by workbasket; passes over what is no news. */
  Collection<Untold> take() {
    Map<String, Untold> byBasket = new LinkedHashMap<>();
    for (Taken taken : jdbc.list(TAKE, IssueNews::read, clock.instant().minus(news()))) {
      byBasket
          .computeIfAbsent(taken.issue().workbasket(), Untold::new)
          .add(taken.issue(), taken.toldTo());
    }
    return byBasket.values();
  }

  /** Never shorter than two intervals, so that what could not be sent is tried again. */
  private Duration news() {
    Duration twice = settings.get(WorkbasketSettings.MAIL_INTERVAL).multipliedBy(2);
    return twice.compareTo(NEWS) > 0 ? twice : NEWS;
  }

  /** Some could not be told; those who know now are not told again. */
  void putBack(Untold untold, Collection<String> toldNow) {
    for (Untold.Part part : untold.parts()) {
      Set<String> know = new TreeSet<>(part.toldTo());
      know.addAll(toldNow);
      jdbc.update(
          "UPDATE holdfast.issue SET told = false, told_to = ? WHERE id = ANY(?)",
          know.toArray(String[]::new),
          part.ids().toArray(UUID[]::new));
    }
  }

  /** Addresses of the members of a workbasket. */
  Set<String> members(String workbasket) {
    return jdbc.one(
            MEMBERS,
            row -> new Members(Sql.texts(row, "users"), Sql.texts(row, "roles")),
            workbasket)
        .map(members -> addresses.of(members.users(), members.roles(), DECIDERS))
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
        Sql.texts(row, "told_to"));
  }
}
