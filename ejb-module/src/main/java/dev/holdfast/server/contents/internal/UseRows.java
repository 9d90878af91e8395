package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who names contents; in the caller's transaction. */
@ApplicationScoped
public class UseRows implements ContentUses {
  private static final String CASE = "case";
  private static final String HISTORY = "history";
  private static final String ISSUE = "issue";

  private static final String ADD =
      """
      INSERT INTO holdfast.content_use (content_id, kind, owner)
      SELECT n.content_id, ?, n.owner FROM unnest(?::text[], ?::uuid[]) AS n (content_id, owner)
      ON CONFLICT DO NOTHING
      """;

  private static final String DROP =
      """
      DELETE FROM holdfast.content_use u
      WHERE u.kind = 'case' AND u.owner = ANY (?::uuid[]) AND NOT EXISTS (
        SELECT FROM unnest(?::text[], ?::uuid[]) AS n (content_id, owner)
        WHERE n.content_id = u.content_id AND n.owner = u.owner)
      """;

  private static final String OF_CASE =
      """
      SELECT content_id, owner FROM holdfast.content_use
      WHERE content_id = ANY (?) AND owner = ANY (?) AND kind IN ('case', 'history')
      """;

  private static final String CASES =
      """
      SELECT owner FROM holdfast.content_use WHERE content_id = ? AND kind = 'case' AND owner > ?
      ORDER BY owner LIMIT ?
      """;

  private static final String OF_OWNER =
      """
      SELECT content_id, bool_or(kind = 'case') AS now FROM holdfast.content_use
      WHERE owner = ? AND kind IN ('case', 'history') GROUP BY content_id
      ORDER BY now DESC, content_id LIMIT ?
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected UseRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public UseRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** That something names a content. */
  record Use(String content, UUID owner) {}

  @Override
  public void ofCases(Map<UUID, Set<String>> named) {
    if (named.isEmpty()) {
      return;
    }
    List<Use> uses = uses(named);
    jdbc.update(
        DROP,
        named.keySet().toArray(UUID[]::new),
        Sql.column(uses, Use::content),
        Sql.column(uses, Use::owner));
    add(CASE, uses);
  }

  @Override
  public void ofHistories(Map<UUID, Set<String>> named) {
    add(HISTORY, uses(named));
  }

  @Override
  public void ofIssues(Map<UUID, Set<String>> named) {
    add(ISSUE, uses(named));
  }

  @Override
  public void forget(Collection<UUID> owners) {
    jdbc.update(
        "DELETE FROM holdfast.content_use WHERE owner = ANY (?)",
        (Object) owners.toArray(UUID[]::new));
  }

  /** Which of these contents these cases name, or have named in a history that is kept. */
  Set<Use> known(Collection<String> contents, Collection<UUID> cases) {
    return Set.copyOf(
        jdbc.list(
            OF_CASE,
            row -> new Use(row.getString("content_id"), Sql.requiredUuid(row, "owner")),
            contents.toArray(String[]::new),
            cases.toArray(UUID[]::new)));
  }

  /** The next cases that name a content, after one. */
  List<UUID> cases(String content, UUID after, int most) {
    return jdbc.list(CASES, row -> Sql.requiredUuid(row, "owner"), content, after, most);
  }

  /** The contents that a case or its history names, to whether the case does so now. */
  Map<String, Boolean> ofOwner(UUID owner, int most) {
    Map<String, Boolean> named = new LinkedHashMap<>();
    jdbc.list(
            OF_OWNER,
            row -> Map.entry(row.getString("content_id"), row.getBoolean("now")),
            owner,
            most)
        .forEach(use -> named.put(use.getKey(), use.getValue()));
    return named;
  }

  private void add(String kind, List<Use> uses) {
    if (!uses.isEmpty()) {
      jdbc.update(ADD, kind, Sql.column(uses, Use::content), Sql.column(uses, Use::owner));
    }
  }

  private static List<Use> uses(Map<UUID, Set<String>> named) {
    List<Use> uses = new ArrayList<>();
    named.forEach((owner, ids) -> ids.forEach(id -> uses.add(new Use(id, owner))));
    return uses;
  }
}
