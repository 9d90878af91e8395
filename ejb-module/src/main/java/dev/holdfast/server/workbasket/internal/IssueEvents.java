package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people said of issues and did with them; only added to. In the caller's transaction. */
@ApplicationScoped
public class IssueEvents {
  /** So many of an issue are shown, the last ones. */
  static final int SHOWN = 500;

  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueEvents() {
    this(null, null);
  }

  /** Writes to a database. */
  @Inject
  public IssueEvents(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is to be said of an issue.
   *
   * @param kind what was done with it
   * @param text what was said of it
   */
  record Said(UUID issue, String kind, String text) {}

  /** Adds what one person said of many. */
  void add(String user, List<Said> said) {
    jdbc.update(
        "INSERT INTO holdfast.issue_event (issue_id, at, user_name, kind, text)"
            + " SELECT s.issue, ?, ?, s.kind, s.text"
            + " FROM unnest(?::uuid[], ?::text[], ?::text[]) WITH ORDINALITY AS s (issue, kind, text, place)"
            + " ORDER BY s.place",
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        user,
        Sql.column(said, Said::issue),
        Sql.column(said, Said::kind),
        Sql.column(said, Said::text));
  }

  IssueEvent add(UUID issue, String user, String kind, String text) {
    IssueEvent event =
        new IssueEvent(clock.instant().truncatedTo(ChronoUnit.MICROS), user, kind, text);
    jdbc.update(
        "INSERT INTO holdfast.issue_event (issue_id, at, user_name, kind, text) VALUES (?, ?, ?, ?, ?)",
        issue,
        event.at(),
        user,
        kind,
        text);
    return event;
  }

  /** The last ones of an issue, oldest first. */
  List<IssueEvent> of(UUID issue) {
    return jdbc.list(
        "SELECT * FROM (SELECT * FROM holdfast.issue_event WHERE issue_id = ?"
            + " ORDER BY position DESC LIMIT ?) e ORDER BY position",
        IssueEvents::read,
        issue,
        SHOWN);
  }

  /** All of several issues, oldest first. */
  Map<UUID, List<IssueEvent>> of(Collection<UUID> issues) {
    Map<UUID, List<IssueEvent>> events = new HashMap<>();
    jdbc.list(
        "SELECT * FROM holdfast.issue_event WHERE issue_id = ANY(?) ORDER BY issue_id, position",
        row ->
            events
                .computeIfAbsent(Sql.requiredUuid(row, "issue_id"), issue -> new ArrayList<>())
                .add(read(row)),
        (Object) issues.toArray(UUID[]::new));
    return events;
  }

  private static IssueEvent read(ResultSet row) throws SQLException {
    return new IssueEvent(
        Sql.requiredInstant(row, "at"),
        row.getString("user_name"),
        row.getString("kind"),
        row.getString("text"));
  }
}
