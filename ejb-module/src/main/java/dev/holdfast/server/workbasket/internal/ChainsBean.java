package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.casework.api.Held;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.Chains;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Holds chains by the row of their head: who comes behind shares it, who decides has it alone. That
 * is taken after the locks of cases, heads in the order of their ids.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ChainsBean implements Chains {
  /** Where each followed action is, or the one is behind which it was when it ended. */
  private static final String PLACES =
      """
      WITH RECURSIVE place AS (
        SELECT action_id AS followed, id, action_id, head, case_id, status, ended_behind
        FROM holdfast.issue WHERE action_id = ANY(?)
        UNION
        SELECT p.followed, i.id, i.action_id, i.head, i.case_id, i.status, i.ended_behind
        FROM place p JOIN holdfast.issue i ON i.action_id = p.ended_behind WHERE p.status = 'resolved')
      SELECT followed, action_id, case_id, coalesce(head, id) AS head FROM place WHERE status <> 'resolved'
      """;

  private static final String SHARE =
      "SELECT id FROM holdfast.issue WHERE id = ANY(?) ORDER BY id FOR SHARE";

  private static final String ALONE =
      """
      SELECT id FROM holdfast.issue
      WHERE id = (SELECT coalesce(head, id) FROM holdfast.issue WHERE id = ?) FOR NO KEY UPDATE
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ChainsBean() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public ChainsBean(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  private record Place(UUID followed, Held held, UUID head) {}

  @Override
  public Map<UUID, Held> held(Collection<UUID> followed) {
    if (followed.isEmpty()) {
      return Map.of();
    }
    Set<UUID> heads = heads(places(followed));
    jdbc.list(SHARE, row -> row.getObject(1, UUID.class), (Object) heads.toArray(UUID[]::new));
    List<Place> places = places(followed);
    if (!heads.containsAll(heads(places))) {
      throw new OptimisticLockException("a chain has got another head meanwhile");
    }
    Map<UUID, Held> held = new HashMap<>();
    places.forEach(place -> held.put(place.followed(), place.held()));
    return held;
  }

  /** Nobody comes behind the chain of an issue until the transaction ends. */
  static void close(Jdbc jdbc, UUID issue) {
    jdbc.list(ALONE, row -> row.getObject(1, UUID.class), issue);
  }

  private static Set<UUID> heads(List<Place> places) {
    Set<UUID> heads = new HashSet<>();
    places.forEach(place -> heads.add(place.head()));
    return heads;
  }

  private List<Place> places(Collection<UUID> followed) {
    return jdbc.list(
        PLACES,
        row ->
            new Place(
                Sql.requiredUuid(row, "followed"),
                new Held(Sql.requiredUuid(row, "action_id"), Sql.uuid(row, "case_id")),
                Sql.requiredUuid(row, "head")),
        (Object) followed.toArray(UUID[]::new));
  }
}
