package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.internal.CaseFile.Source;
import dev.holdfast.server.history.api.History.CaseVersion;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one transaction's judgements, with their parents: read in one query, written in one
 * statement for new ones and one for changed ones. Every action makes a version of its own, but
 * only the last state of each case is stored. Not thread-safe.
 *
 * <p>The entities are detached: what JPA would write one by one, and a version at a time, is
 * written here in sets, under the same condition, that the case has the version that was read.
 */
final class CaseFiles {
  private final EntityManager entities;
  private final Jdbc jdbc;
  private final Map<UUID, CaseFile> files = new HashMap<>();
  private final Map<UUID, Long> read = new HashMap<>();
  private final Map<CaseVersion, Instant> made = new HashMap<>();
  private final Set<CaseFile> unwritten = new LinkedHashSet<>();
  private @Nullable Map<UUID, Map<String, Long>> openElsewhere;

  CaseFiles(EntityManager entities, Jdbc jdbc, Collection<UUID> named) {
    this.entities = entities;
    this.jdbc = jdbc;
    Set<UUID> cases = new HashSet<>(named);
    cases.addAll(CaseRows.parents(jdbc, named));
    if (!cases.isEmpty()) {
      entities
          .createQuery("SELECT f FROM CaseFile f WHERE f.id IN :ids", CaseFile.class)
          .setParameter("ids", cases)
          .getResultList()
          .forEach(this::take);
    }
  }

  private void take(CaseFile file) {
    entities.detach(file);
    files.put(file.id(), file);
    read.put(file.id(), file.version());
    made.put(new CaseVersion(file.id(), file.version()), file.changedAt());
  }

  /** A case, null if there is none. */
  @Nullable CaseFile get(UUID id) {
    return files.get(id);
  }

  Map<UUID, CaseFile> all() {
    return files;
  }

  /** How many open children a case has that are not among these cases, by type. */
  Map<String, Long> openElsewhere(UUID parent) {
    if (openElsewhere == null) {
      openElsewhere = CaseRows.openChildren(jdbc, files.keySet());
    }
    return openElsewhere.getOrDefault(parent, Map.of());
  }

  /** When the versions that were read had been made. */
  Map<CaseVersion, Instant> made() {
    return made;
  }

  /**
   * Whether the case is exactly as it was at an action's base, but for what has been judged here:
   * that is the action's own chain.
   */
  boolean isAsAtBase(ActionSubmission action) {
    return read.getOrDefault(action.caseId(), 0L) == action.baseVersion();
  }

  /**
   * Gives a case its new state.
   *
   * @return its version after that
   */
  long put(String application, CaseState state, Source source) {
    CaseFile file = files.get(state.id());
    if (file == null) {
      file = new CaseFile(application, state, source);
      files.put(state.id(), file);
    } else {
      file.change(state, source);
    }
    unwritten.add(file);
    return file.version();
  }

  /**
   * Writes what has changed, once and at the end.
   *
   * @throws OptimisticLockException if somebody has changed a case without its lock
   */
  void write() {
    List<CaseFile> opened = new ArrayList<>();
    List<CaseFile> changed = new ArrayList<>();
    for (CaseFile file : unwritten) {
      (read.containsKey(file.id()) ? changed : opened).add(file);
    }
    CaseRows.insert(jdbc, opened);
    int written = CaseRows.update(jdbc, changed, read);
    if (written < changed.size()) {
      throw new OptimisticLockException(
          "%d of %d cases have another version than when they were read"
              .formatted(changed.size() - written, changed.size()));
    }
  }
}
