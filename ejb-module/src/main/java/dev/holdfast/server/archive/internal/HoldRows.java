package dev.holdfast.server.archive.internal;

import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.archive.api.HoldView.Lifted;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Legal holds in PostgreSQL, and the turns that keep one from being placed while what it is on is
 * being removed. In the caller's transaction.
 */
@ApplicationScoped
public class HoldRows {
  private static final String INSERT =
      """
      INSERT INTO holdfast.legal_hold (id, case_id, application, case_type, reason, placed_by, placed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIFT =
      """
      UPDATE holdfast.legal_hold SET lifted_by = ?, lifted_at = ?, lift_reason = ? WHERE id = ? AND lifted_at IS NULL
      """;

  private static final String OF_CASE =
      """
      SELECT h.* FROM holdfast.legal_hold h LEFT JOIN holdfast.case_file c ON c.id = ?
      WHERE h.lifted_at IS NULL AND (h.case_id = ? OR h.application = c.application AND h.case_type = c.type)
      ORDER BY h.placed_at, h.id
      """;

  private static final String HELD =
      "SELECT id FROM holdfast.case_file WHERE id = ANY(?) AND holdfast.is_held(id, application, type)";

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected HoldRows() {
    this(null);
  }

  /** Holds in a database. */
  @Inject
  public HoldRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Nothing is removed from now on until the transaction ends. */
  void lockToPlace() {
    jdbc.list("SELECT pg_advisory_xact_lock(" + Turn.HOLDS.key() + ")", row -> true);
  }

  /** No hold is placed from now on until the transaction ends. */
  void lockToRemove() {
    jdbc.list("SELECT pg_advisory_xact_lock_shared(" + Turn.HOLDS.key() + ")", row -> true);
  }

  void insert(HoldView hold) {
    UUID caseId = hold.subject() instanceof OneCase one ? one.id() : null;
    WholeType whole = hold.subject() instanceof WholeType type ? type : null;
    jdbc.update(
        INSERT,
        hold.id(),
        caseId,
        whole == null ? null : whole.application(),
        whole == null ? null : whole.type(),
        hold.reason(),
        hold.placedBy(),
        hold.placedAt());
  }

  /** Lifts a hold; false if it was lifted before. */
  boolean lift(UUID id, String user, Instant at, String reason) {
    return jdbc.update(LIFT, user, at, reason, id) > 0;
  }

  Optional<HoldView> find(UUID id) {
    return jdbc.one("SELECT * FROM holdfast.legal_hold WHERE id = ?", HoldRows::read, id);
  }

  Page<HoldView> page(boolean lifted, PageRequest page) {
    String matching = " FROM holdfast.legal_hold" + (lifted ? "" : " WHERE lifted_at IS NULL");
    List<HoldView> holds =
        jdbc.list(
            "SELECT *" + matching + " ORDER BY placed_at DESC, id DESC OFFSET ? LIMIT ?",
            HoldRows::read,
            page.offset(),
            page.limit());
    long total = jdbc.one("SELECT count(*)" + matching, row -> row.getLong(1)).orElse(0L);
    return new Page<>(holds, total);
  }

  /** Those in effect on a case, its own and those of its type. */
  List<HoldView> of(UUID caseId) {
    return jdbc.list(OF_CASE, HoldRows::read, caseId, caseId);
  }

  /** Which of some cases are held. */
  Set<UUID> held(Collection<UUID> cases) {
    return Set.copyOf(
        jdbc.list(HELD, row -> Sql.requiredUuid(row, "id"), (Object) cases.toArray(UUID[]::new)));
  }

  private static HoldView read(ResultSet row) throws SQLException {
    UUID caseId = Sql.uuid(row, "case_id");
    String liftedBy = row.getString("lifted_by");
    return new HoldView(
        Sql.requiredUuid(row, "id"),
        caseId == null
            ? new WholeType(row.getString("application"), row.getString("case_type"))
            : new OneCase(caseId),
        row.getString("reason"),
        row.getString("placed_by"),
        Sql.requiredInstant(row, "placed_at"),
        liftedBy == null
            ? null
            : new Lifted(
                liftedBy, Sql.requiredInstant(row, "lifted_at"), row.getString("lift_reason")));
  }
}
