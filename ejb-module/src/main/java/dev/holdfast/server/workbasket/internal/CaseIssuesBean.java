package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.CaseIssues;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Issues of cases by SQL. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class CaseIssuesBean implements CaseIssues {
  private static final String UNRESOLVED =
      "SELECT DISTINCT case_id FROM holdfast.issue WHERE case_id = ANY(?) AND status <> 'resolved'";

  private static final String UNSAY =
      """
      DELETE FROM holdfast.issue_event
      WHERE issue_id IN (SELECT id FROM holdfast.issue WHERE case_id = ANY(?))
      """;

  private static final String EMPTY =
      """
      UPDATE holdfast.issue SET payload = '{}', messages = '[]', cause = NULL, resolution_reason = NULL, version = version + 1
      WHERE case_id = ANY(?)
      """;

  private static final String OF_CASES = "SELECT id FROM holdfast.issue WHERE case_id = ANY(?)";

  private final Jdbc jdbc;
  private final ContentUses contents;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected CaseIssuesBean() {
    this(null, null);
  }

  /** Issues in a database. */
  @Inject
  public CaseIssuesBean(Jdbc jdbc, ContentUses contents) {
    this.jdbc = jdbc;
    this.contents = contents;
  }

  @Override
  public Set<UUID> unresolved(Collection<UUID> cases) {
    return Set.copyOf(
        jdbc.list(UNRESOLVED, row -> Sql.requiredUuid(row, "case_id"), (Object) ids(cases)));
  }

  @Override
  public void empty(Collection<UUID> cases) {
    jdbc.update(UNSAY, (Object) ids(cases));
    jdbc.update(EMPTY, (Object) ids(cases));
    contents.forget(jdbc.list(OF_CASES, row -> Sql.requiredUuid(row, "id"), (Object) ids(cases)));
  }

  private static UUID[] ids(Collection<UUID> cases) {
    return cases.toArray(UUID[]::new);
  }
}
