package dev.holdfast.server.history.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.api.AuditEntry;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The audit trail in PostgreSQL. */
@Stateless
public class AuditBean implements Audit {
  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected AuditBean() {
    this(null, null);
  }

  /** Keeps the trail in a database. */
  @Inject
  public AuditBean(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void record(
      String user,
      AuditAction action,
      String subject,
      @Nullable String reason,
      Map<String, Change> changes) {
    jdbc.update(
        "INSERT INTO holdfast.audit_entry (at, user_name, action, subject, reason, changes)"
            + " VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb))",
        clock.instant(),
        user,
        action.code(),
        subject,
        reason,
        Chain.toJson(changes));
  }

  @Override
  public Page<AuditEntry> list(Caller caller, AuditFilter filter, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "The trail is sorted by time only.");
    }
    StringBuilder matching = new StringBuilder(" FROM holdfast.audit_entry WHERE true");
    List<Object> parameters = new ArrayList<>();
    if (filter.user() != null) {
      matching.append(" AND user_name = ?");
      parameters.add(filter.user());
    }
    if (filter.action() != null) {
      matching.append(" AND action = ?");
      parameters.add(known(filter.action()).code());
    }
    if (filter.subject() != null) {
      matching.append(" AND subject ILIKE ?");
      parameters.add(Sql.containing(filter.subject()));
    }
    long total =
        jdbc.one("SELECT count(*)" + matching, row -> row.getLong(1), parameters.toArray())
            .orElse(0L);
    parameters.add(page.offset());
    parameters.add(page.limit());
    List<AuditEntry> entries =
        jdbc.list(
            "SELECT *" + matching + " ORDER BY position DESC OFFSET ? LIMIT ?",
            AuditBean::read,
            parameters.toArray());
    return new Page<>(entries, total);
  }

  private static AuditAction known(String code) throws RefusedException {
    return AuditAction.of(code)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.INVALID, "There is no action " + code + '.'));
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("position"),
        Sql.requiredInstant(row, "at"),
        row.getString("user_name"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("reason"),
        Chain.fromJson(row.getString("changes")));
  }
}
