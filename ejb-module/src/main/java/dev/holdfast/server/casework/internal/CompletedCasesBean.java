package dev.holdfast.server.casework.internal;

import dev.holdfast.server.casework.api.CompletedCases;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A completed case is not changed any more, so it was completed when it was last changed. */
@Stateless
public class CompletedCasesBean implements CompletedCases {
  private static final String PAST =
      """
      FROM holdfast.case_file c
      WHERE completed AND application = ? AND type = ? AND changed_at <= ?
        AND NOT EXISTS (SELECT FROM holdfast.case_file child WHERE child.parent_id = c.id)
      """;

  private static final String LIST = "SELECT id, changed_at " + PAST;
  private static final String ORDER = " ORDER BY changed_at, id LIMIT ?";

  private final Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected CompletedCasesBean() {
    this(null);
  }

  /** Cases in a database. */
  @Inject
  public CompletedCasesBean(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Completed> list(Past past, @Nullable Completed last, int most) {
    Sql.RowReader<Completed> reader =
        row -> new Completed(Sql.requiredUuid(row, "id"), Sql.requiredInstant(row, "changed_at"));
    return last == null
        ? jdbc.list(LIST + ORDER, reader, past.application(), past.type(), past.before(), most)
        : jdbc.list(
            LIST + " AND (changed_at, id) > (?, ?)" + ORDER,
            reader,
            past.application(),
            past.type(),
            past.before(),
            last.at(),
            last.id(),
            most);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public List<UUID> still(Past past, Collection<UUID> cases) {
    return jdbc.list(
        "SELECT id " + PAST + " AND id = ANY(?)",
        row -> Sql.requiredUuid(row, "id"),
        past.application(),
        past.type(),
        past.before(),
        cases.toArray(UUID[]::new));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void remove(Collection<UUID> cases) {
    jdbc.update(
        "DELETE FROM holdfast.case_file WHERE id = ANY(?)", (Object) cases.toArray(UUID[]::new));
  }
}
