package dev.holdfast.device.sync;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.queue.Unsendable;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.kernel.casework.Contents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Contents that the server says it lacks although this device took it to have them, as after a
 * restore. Those that are here are sent again, and their actions wait for that. An action whose
 * content is not here either stays, and its user may let go of it. For one thread.
 */
final class Lacked {
  private final Set<String> before = new HashSet<>();
  private boolean any;

  /** Whether the server lacked any. */
  boolean any() {
    return any;
  }

  /**
   * The cases on which nothing more is sent in this sync, of those that are to come again: not
   * those whose contents are going to be sent again, once.
   */
  Set<UUID> holdUp(Batch retried, Set<String> lacks, Database database) {
    Set<UUID> cases = new HashSet<>(retried.cases());
    if (!lacks.isEmpty()) {
      Set<String> again =
          database.read(
              connection -> {
                Set<String> here = here(connection, lacks);
                here.removeAll(before);
                return here;
              });
      for (Queued action : retried.actions()) {
        if (brings(action, again)) {
          cases.remove(action.submission().caseId());
        }
      }
    }
    return cases;
  }

  /** Takes note of what the server lacks. The actions that bring it have certainly no effect. */
  void note(Connection connection, Reconciler reconciler, Batch retried, Set<String> lacks)
      throws SQLException {
    if (lacks.isEmpty()) {
      return;
    }
    any = true;
    before.addAll(lacks);
    ContentRows.lost(connection, lacks);
    List<Queued> waiting =
        retried.actions().stream().filter(action -> brings(action, lacks)).toList();
    // What builds on them on their cases was not judged either.
    Set<UUID> cases =
        waiting.stream().map(action -> action.submission().caseId()).collect(Collectors.toSet());
    reconciler.notSent(
        connection,
        retried.actions().stream()
            .filter(action -> cases.contains(action.submission().caseId()))
            .toList());
    for (Queued action : waiting) {
      if (action.status() != ActionStatus.PENDING) {
        Unsendable.add(connection, action.submission().id());
      }
    }
  }

  private static boolean brings(Queued action, Set<String> contents) {
    return Contents.brought(action.submission().fields(), action.submission().base()).stream()
        .anyMatch(contents::contains);
  }

  private static Set<String> here(Connection connection, Set<String> ids) throws SQLException {
    Set<String> here = new HashSet<>();
    for (String id : ids) {
      if (ContentRows.find(connection, id)
          .filter(held -> held.complete() && held.refusal() == null)
          .isPresent()) {
        here.add(id);
      }
    }
    return here;
  }
}
