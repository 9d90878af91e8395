package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Parts;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads issues by SQL, in pages and in parts. Who may see them has been decided. */
@ApplicationScoped
public class IssueLists {
  private static final String WAITING =
      """
      WITH RECURSIVE waiting AS (
        SELECT behind_action AS first, action_id, 1 AS depth FROM holdfast.issue WHERE behind_action = ANY(?)
        UNION ALL
        SELECT w.first, i.action_id, w.depth + 1 FROM holdfast.issue i JOIN waiting w ON i.behind_action = w.action_id)
      SELECT w.first, w.action_id, i.id FROM waiting w JOIN holdfast.issue i ON i.action_id = w.action_id
      ORDER BY w.depth, i.received_at, i.sequence, i.id
      """;

  /** What has come of an issue: what it was released from, or ended with, and so on. */
  private static final String BECAME =
      """
      WITH RECURSIVE became AS (
        SELECT id, action_id FROM holdfast.issue WHERE id = ?
        UNION
        SELECT i.id, i.action_id FROM became b CROSS JOIN LATERAL (
          SELECT id, action_id FROM holdfast.issue WHERE released_from = b.id
          UNION ALL SELECT id, action_id FROM holdfast.issue WHERE ended_behind = b.action_id) i)
      SELECT %s FROM holdfast.issue WHERE id IN (SELECT id FROM became) AND id <> ? ORDER BY received_at, sequence, id
      """
          .formatted(IssueRows.COLUMNS);

  /** What is told of chains, by head. */
  private static final String CHAINS =
      """
      SELECT h.id, h.number,
        (SELECT count(*) FROM holdfast.issue m WHERE coalesce(m.head, m.id) = h.id AND m.status = 'waiting') AS waiting
      FROM holdfast.issue h WHERE h.id = ANY(?)
      """;

  private final Jdbc jdbc;
  private final Directory directory;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueLists() {
    this(null, null);
  }

  /** Reads from a database. */
  @Inject
  public IssueLists(Jdbc jdbc, Directory directory) {
    this.jdbc = jdbc;
    this.directory = directory;
  }

  private record Chain(UUID head, long number, int waiting) {}

  Page<IssueView> page(IssueFilter filter, Reach reach, PageRequest page) throws RefusedException {
    IssueQuery query = new IssueQuery(filter, reach);
    List<IssueView> issues = jdbc.list(select(query, page), IssueRows::read, query.parameters());
    long total =
        jdbc.one("SELECT count(*)" + query.matching(), row -> row.getLong(1), query.parameters())
            .orElse(0L);
    return new Page<>(told(issues), total);
  }

  /** The statement of a page. */
  static String select(IssueQuery query, PageRequest page) throws RefusedException {
    return "SELECT "
        + IssueRows.COLUMNS
        + query.matching()
        + IssueQuery.order(page)
        + " OFFSET "
        + page.offset()
        + " LIMIT "
        + page.limit();
  }

  Optional<IssueView> find(UUID id) {
    return jdbc.one(
            "SELECT " + IssueRows.COLUMNS + " FROM holdfast.issue WHERE id = ?",
            IssueRows::read,
            id)
        .map(issue -> told(List.of(issue)).get(0));
  }

  /**
   * What waits behind an action, directly or behind what waits behind it, each after what it waits
   * behind: no two devices have one count.
   */
  List<IssueView> behind(UUID action) {
    List<UUID> ids = idsBehind(action);
    Map<UUID, IssueView> views =
        told(
                jdbc.list(
                    "SELECT " + IssueRows.COLUMNS + " FROM holdfast.issue WHERE id = ANY(?)",
                    IssueRows::read,
                    (Object) ids.toArray(UUID[]::new)))
            .stream()
            .collect(Collectors.toMap(IssueView::id, view -> view));
    return ids.stream().map(views::get).filter(Objects::nonNull).toList();
  }

  /** The ids of these, in the same order. */
  List<UUID> idsBehind(UUID action) {
    return jdbc.list(WAITING, row -> Sql.requiredUuid(row, "id"), (Object) new UUID[] {action});
  }

  /** The submissions behind heads, waiting or ended with them, by head; oldest first. */
  Map<UUID, List<IssueView>> members(Collection<UUID> heads) {
    return told(
            jdbc.list(
                "SELECT "
                    + IssueRows.COLUMNS
                    + " FROM holdfast.issue WHERE coalesce(head, id) = ANY(?) AND head IS NOT NULL"
                    + " ORDER BY received_at, sequence, id",
                IssueRows::read,
                (Object) heads.toArray(UUID[]::new)))
        .stream()
        .collect(Collectors.groupingBy(IssueView::chain));
  }

  /** What has become, to this day, of the submissions that waited behind an issue. */
  List<IssueView> became(UUID issue) {
    return told(jdbc.list(BECAME, IssueRows::read, issue, issue));
  }

  /** What waits behind actions, directly or not, by action; oldest first. */
  Map<UUID, List<UUID>> waiting(Collection<UUID> actions) {
    Map<UUID, List<UUID>> waiting = new HashMap<>();
    jdbc.list(
        WAITING,
        row ->
            waiting
                .computeIfAbsent(Sql.requiredUuid(row, "first"), action -> new ArrayList<>())
                .add(Sql.requiredUuid(row, "action_id")),
        (Object) actions.toArray(UUID[]::new));
    return waiting;
  }

  Map<String, Long> unresolvedByReason(Reach reach) {
    IssueQuery query = new IssueQuery(IssueFilter.ALL.as("unresolved"), reach);
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.list(
        "SELECT reason, count(*) AS issues"
            + query.matching()
            + " GROUP BY reason ORDER BY count(*) DESC, reason",
        row -> counts.put(row.getString("reason"), row.getLong("issues")),
        query.parameters());
    return counts;
  }

  /** Streams all matching issues, newest first; in parts, without a transaction. */
  void csv(IssueFilter filter, Reach reach, OutputStream out) throws IOException {
    IssueCsv csv = new IssueCsv(out);
    csv.header();
    Parts.each(last -> part(new IssueQuery(filter, reach), last, Parts.SIZE), csv::rows);
    csv.flush();
  }

  /** The newest issues after one, at most so many. */
  List<IssueView> part(IssueQuery query, @Nullable IssueView last, int most) {
    if (last != null) {
      query.after(last.receivedAt(), last.id());
    }
    return told(
        jdbc.list(
            "SELECT "
                + IssueRows.COLUMNS
                + query.matching()
                + " ORDER BY received_at DESC, id DESC LIMIT "
                + most,
            IssueRows::read,
            query.parameters()));
  }

  /** With the names of devices, and what is told of chains. */
  private List<IssueView> told(List<IssueView> issues) {
    if (issues.isEmpty()) {
      return issues;
    }
    Map<UUID, String> names =
        directory.deviceNames(
            issues.stream().map(IssueView::device).filter(Objects::nonNull).distinct().toList());
    Map<UUID, Chain> chains =
        jdbc
            .list(
                CHAINS,
                row ->
                    new Chain(
                        Sql.requiredUuid(row, "id"), row.getLong("number"), row.getInt("waiting")),
                (Object) issues.stream().map(IssueView::chain).distinct().toArray(UUID[]::new))
            .stream()
            .collect(Collectors.toMap(Chain::head, chain -> chain));
    return issues.stream()
        .map(issue -> told(issue, names, Objects.requireNonNull(chains.get(issue.chain()))))
        .toList();
  }

  private static IssueView told(IssueView issue, Map<UUID, String> names, Chain chain) {
    String device = issue.device() == null ? null : names.get(issue.device());
    return issue.head() == null
        ? issue.with(device, null, chain.waiting())
        : issue.with(device, chain.number(), 0);
  }
}
