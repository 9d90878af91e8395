package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.server.casework.internal.CaseFile.Source;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one transaction's judgements: read in one query, written in as few batches as their
 * versions allow. Not thread-safe.
 */
final class CaseFiles {
  private final EntityManager entities;
  private final Map<UUID, CaseFile> files = new HashMap<>();
  private final Set<UUID> unwritten = new HashSet<>();

  CaseFiles(EntityManager entities, Collection<UUID> cases) {
    this.entities = entities;
    if (!cases.isEmpty()) {
      entities
          .createQuery("SELECT f FROM CaseFile f WHERE f.id IN :ids", CaseFile.class)
          .setParameter("ids", cases)
          .getResultList()
          .forEach(file -> files.put(file.id(), file));
    }
  }

  /** A case, null if there is none. */
  @Nullable CaseFile get(UUID id) {
    return files.get(id);
  }

  Map<UUID, CaseFile> all() {
    return files;
  }

  /**
   * Gives a case its new state.
   *
   * @return its version after that
   */
  long put(String application, CaseState state, Source source) {
    CaseFile file = files.get(state.id());
    if (file == null) {
      CaseFile opened = new CaseFile(application, state, source);
      entities.persist(opened);
      files.put(state.id(), opened);
      unwritten.add(state.id());
      return opened.version();
    }
    if (unwritten.contains(state.id())) {
      // Each action makes a version of its own.
      write();
    }
    file.change(state, source);
    unwritten.add(state.id());
    return file.version() + 1;
  }

  /**
   * Writes what has changed.
   *
   * @throws jakarta.persistence.OptimisticLockException if somebody has changed a case without its
   *     lock
   */
  void write() {
    entities.flush();
    unwritten.clear();
  }
}
