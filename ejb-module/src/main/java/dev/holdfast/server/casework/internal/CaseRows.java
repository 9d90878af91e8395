package dev.holdfast.server.casework.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cases as rows, written in sets: a statement, and with it capture, costs much more than a row. */
final class CaseRows {
  private static final String INSERT =
      """
      INSERT INTO holdfast.case_file (id, application, type, created_at, parent_id, stage, completed, version, assignee, worklist,
          opened_at, stage_since, fields, package_version, changed_at, last_device, last_device_from, last_action)
      SELECT * FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS timestamptz[]),
          CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS boolean[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS timestamptz[]), CAST(? AS timestamptz[]), CAST(? AS jsonb[]),
          CAST(? AS text[]), CAST(? AS timestamptz[]), CAST(? AS uuid[]), CAST(? AS bigint[]), CAST(? AS uuid[]))
      """;

  private static final String UPDATE =
      """
      UPDATE holdfast.case_file f
      SET stage = n.stage, completed = n.completed, version = n.version, assignee = n.assignee,
          worklist = n.worklist, opened_at = n.opened_at, stage_since = n.stage_since, fields = n.fields,
          package_version = n.package_version, changed_at = n.changed_at, last_device = n.last_device,
          last_device_from = n.last_device_from, last_action = n.last_action
      FROM unnest(CAST(? AS uuid[]), CAST(? AS bigint[]),
          CAST(? AS text[]), CAST(? AS boolean[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS timestamptz[]), CAST(? AS timestamptz[]), CAST(? AS jsonb[]),
          CAST(? AS text[]), CAST(? AS timestamptz[]), CAST(? AS uuid[]), CAST(? AS bigint[]), CAST(? AS uuid[]))
        AS n (id, read_version, stage, completed, version, assignee, worklist, opened_at, stage_since, fields,
          package_version, changed_at, last_device, last_device_from, last_action)
      WHERE f.id = n.id AND f.version = n.read_version
      """;

  /** What every change writes, in the statements' order. */
  private static final List<Function<CaseFile, @Nullable Object>> STATE =
      List.of(
          CaseFile::stage,
          CaseFile::completed,
          CaseFile::version,
          CaseFile::assignee,
          CaseFile::worklist,
          CaseFile::openedAt,
          CaseFile::stageSince,
          CaseFile::fields,
          CaseFile::packageVersion,
          CaseFile::changedAt,
          CaseFile::lastDevice,
          CaseFile::lastDeviceFrom,
          CaseFile::lastAction);

  private static final String OPEN_CHILDREN =
      """
      SELECT parent_id, type, count(*) AS open FROM holdfast.case_file
      WHERE parent_id = ANY (?) AND NOT completed AND NOT id = ANY (?)
      GROUP BY parent_id, type
      """;

  private static final String PARENTS =
      "SELECT DISTINCT parent_id FROM holdfast.case_file"
          + " WHERE id = ANY (?) AND parent_id IS NOT NULL";

  private CaseRows() {}

  /** How many children of these cases are open that are not among them, by case and type. */
  static Map<UUID, Map<String, Long>> openChildren(Jdbc jdbc, Collection<UUID> cases) {
    Object ids = array(cases);
    Map<UUID, Map<String, Long>> open = new HashMap<>();
    jdbc.list(
        OPEN_CHILDREN,
        row ->
            open.computeIfAbsent(Sql.requiredUuid(row, "parent_id"), id -> new HashMap<>())
                .put(row.getString("type"), row.getLong("open")),
        ids,
        ids);
    return open;
  }

  /** The parents of these cases. */
  static Set<UUID> parents(Jdbc jdbc, Collection<UUID> cases) {
    return cases.isEmpty()
        ? Set.of()
        : Set.copyOf(jdbc.list(PARENTS, row -> Sql.requiredUuid(row, "parent_id"), array(cases)));
  }

  private static Object array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  /** Writes new cases. The key refuses one that is there. */
  static void insert(Jdbc jdbc, List<CaseFile> opened) {
    if (!opened.isEmpty()) {
      jdbc.update(
          INSERT,
          parameters(
              opened,
              List.of(
                  CaseFile::id,
                  CaseFile::application,
                  CaseFile::type,
                  CaseFile::createdAt,
                  CaseFile::parent)));
    }
  }

  /**
   * Writes changed cases.
   *
   * @param read the version that each must still have
   * @return how many had it, and were written
   */
  static int update(Jdbc jdbc, List<CaseFile> changed, Map<UUID, Long> read) {
    return changed.isEmpty()
        ? 0
        : jdbc.update(
            UPDATE, parameters(changed, List.of(CaseFile::id, file -> read.get(file.id()))));
  }

  private static @Nullable Object[] parameters(
      List<CaseFile> files, List<Function<CaseFile, @Nullable Object>> first) {
    @Nullable Object[] parameters = new Object[first.size() + STATE.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] =
          Sql.column(files, i < first.size() ? first.get(i) : STATE.get(i - first.size()));
    }
    return parameters;
  }
}
