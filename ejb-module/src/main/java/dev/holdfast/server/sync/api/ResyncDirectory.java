package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sync needs to know of resync orders; the fleet feature answers. */
public interface ResyncDirectory {

  /**
   * An order that a device has yet to fulfil.
   *
   * @param order the order
   * @param begunAs the order in the header of the full sync that was begun for it and is not
   *     complete; null if none was
   */
  record Standing(UUID order, @Nullable UUID begunAs) {}

  /**
   * The orders that a device has yet to fulfil, oldest first.
   *
   * @param sql where to read: in the snapshot of a stream they are those given before it
   */
  List<Standing> standing(UUID device, Sql sql) throws SQLException;

  /**
   * A device has begun to receive, or goes on receiving, what fulfils these orders.
   *
   * @param header the order that the stream's header names, and the device's report will
   */
  void running(UUID header, Collection<UUID> orders, UUID device, long rowsExpected);

  /** So many more of the rows expected are on their way; nothing if no order is running. */
  void sent(UUID device, long rows);

  /** A device holds the complete checkpoint: done is the order and all that were begun as it. */
  void done(UUID order, UUID device, long rows);

  /** A device could not complete what was begun as this order. */
  void failed(UUID order, UUID device, String error);
}
