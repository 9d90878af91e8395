package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueBatches.Objection;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks what would come of a batch. In the caller's transaction; changes nothing. */
@ApplicationScoped
public class BatchPreview {
  /** So many are tried. */
  private static final int TRIED = 20;

  /** So many are shown. */
  private static final int EXAMPLES = 5;

  private static final String BEHIND =
      "SELECT count(*) FROM holdfast.issue w WHERE w.status = 'waiting' AND w.head IN (SELECT id%s)";

  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Resolver resolver;
  @Inject private IssueLists lists;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected BatchPreview() {}

  Preview of(Caller caller, IssueFilter filter, Reach reach, Resolution how) {
    Instant now = clock.instant();
    Instant until = filter.until();
    IssueFilter seen = filter.before(until == null || until.isAfter(now) ? now : until);
    IssueQuery choice = BatchRows.choice(seen, reach, caller.name());
    long issues = count(choice);
    long all = count(IssueQuery.heads(seen.as("unresolved"), reach));
    List<UUID> oldest =
        jdbc.list(
            "SELECT id" + choice.matching() + " ORDER BY received_at, id LIMIT " + TRIED,
            row -> Sql.requiredUuid(row, "id"),
            choice.parameters());
    long followers =
        jdbc.one(BEHIND.formatted(choice.matching()), row -> row.getLong(1), choice.parameters())
            .orElse(0L);
    Map<String, Integer> objections = new LinkedHashMap<>();
    int possible = 0;
    for (UUID id : oldest) {
      List<String> against =
          resolver.objections(
              caller, entities.find(Issue.class, id), new Decision(how, Map.of(), ""));
      possible += against.isEmpty() ? 1 : 0;
      against.stream().distinct().forEach(text -> objections.merge(text, 1, Integer::sum));
    }
    List<IssueView> examples =
        oldest.stream().limit(EXAMPLES).flatMap(id -> lists.find(id).stream()).toList();
    return new Preview(
        now,
        issues,
        followers,
        all - issues,
        examples,
        oldest.size(),
        possible,
        objections.entrySet().stream().map(e -> new Objection(e.getKey(), e.getValue())).toList());
  }

  private long count(IssueQuery query) {
    return jdbc.one("SELECT count(*)" + query.matching(), row -> row.getLong(1), query.parameters())
        .orElse(0L);
  }
}
