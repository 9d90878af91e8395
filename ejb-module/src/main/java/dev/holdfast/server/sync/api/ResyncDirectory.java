package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What sync needs to know of resync orders; the fleet feature answers. */
public interface ResyncDirectory {

  /**
   * An order that a device has yet to fulfil.
   *
   * @param order the order
   * @param begun whether a full sync began after it was given, which is not complete
   */
  record Standing(UUID order, boolean begun) {}

  /**
   * The orders that a device has yet to fulfil, oldest first.
   *
   * @param sql where to read: in the snapshot of a stream they are those given before it
   */
  List<Standing> standing(UUID device, Sql sql) throws SQLException;

  /** A device has begun to receive, or goes on receiving, what fulfils these orders. */
  void running(Collection<UUID> orders, UUID device, long rowsExpected);

  /** A device holds the complete checkpoint: done is the order and all that were begun with it. */
  void done(UUID order, UUID device, long rows);

  /** A device could not complete it. */
  void failed(UUID order, UUID device, String error);
}
