package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which contents actions wait for: those that they bring and that the server lacks. A content that
 * is not on this device is none of them: the server has it, or says that it lacks it.
 */
public final class Awaited {
  /** Nothing that names a content is without it; SQLite finds it faster than a reader of JSON. */
  static final String MAY_NAME = "instr(submission, '\"size\"') > 0 ";

  private Awaited() {}

  /**
   * The actions that wait to be sent and for contents, in order, each with these.
   *
   * @return without those that wait for nothing
   */
  public static Map<UUID, List<HeldContent>> by(Connection connection) throws SQLException {
    Map<UUID, List<HeldContent>> awaited = new LinkedHashMap<>();
    each(connection, (action, contents) -> awaited.put(action.id(), contents));
    return awaited;
  }

  /**
   * What the actions bring that the server has not confirmed, and lacks as far as is known: in the
   * order of the actions, each once. Also what it refuses of this device.
   */
  public static List<HeldContent> unconfirmed(Connection connection) throws SQLException {
    Map<String, HeldContent> lacking = lacking(connection);
    Map<String, HeldContent> brought = new LinkedHashMap<>();
    if (lacking.isEmpty()) {
      return List.of();
    }
    for (Queued queued : Sql.list(connection, Actions.UNCONFIRMED, Actions::read)) {
      ActionSubmission action = queued.submission();
      for (String id : Contents.brought(action.fields(), action.base())) {
        HeldContent content = lacking.get(id);
        if (content != null) {
          brought.put(id, content);
        }
      }
    }
    return List.copyOf(brought.values());
  }

  private static Map<String, HeldContent> lacking(Connection connection) throws SQLException {
    return ContentRows.lacking(connection).stream()
        .collect(Collectors.toMap(HeldContent::id, Function.identity()));
  }

  /** Told of each action that waits for contents. */
  @FunctionalInterface
  interface Visitor {
    void visit(ActionSubmission action, List<HeldContent> contents);
  }

  static void each(Connection connection, Visitor visitor) throws SQLException {
    Map<String, HeldContent> lacking = lacking(connection);
    if (lacking.isEmpty()) {
      return;
    }
    for (Queued queued :
        Sql.list(
            connection,
            Actions.SELECT + "WHERE " + Actions.TO_SEND + "AND " + MAY_NAME + "ORDER BY sequence",
            Actions::read)) {
      List<HeldContent> contents = of(queued, lacking);
      if (!contents.isEmpty()) {
        visitor.visit(queued.submission(), contents);
      }
    }
  }

  /**
   * One that another device may have sent does not wait for what the server refuses of this one: it
   * has to be asked.
   */
  private static List<HeldContent> of(Queued queued, Map<String, HeldContent> lacking) {
    ActionSubmission action = queued.submission();
    List<HeldContent> contents = new ArrayList<>();
    for (String id : Contents.brought(action.fields(), action.base())) {
      HeldContent content = lacking.get(id);
      if (content != null
          && (content.refusal() == null || queued.status() == ActionStatus.PENDING)) {
        contents.add(content);
      }
    }
    return contents;
  }

  /** Whether one of these was refused for good, so that its user has to decide. */
  static boolean isRefused(List<HeldContent> contents) {
    return contents.stream().anyMatch(content -> content.refusal() != null);
  }
}
