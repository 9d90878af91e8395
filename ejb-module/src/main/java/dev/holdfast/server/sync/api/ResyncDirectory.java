package dev.holdfast.server.sync.api;

import java.util.Optional;
import java.util.UUID;

/** What sync needs to know of resync orders; the fleet feature answers. */
public interface ResyncDirectory {

  /** The oldest order that the device has yet to fulfil. */
  Optional<UUID> orderFor(UUID device);

  /** A device has begun to receive for an order. */
  void running(UUID order, UUID device, long rowsExpected);

  /** A device holds the complete checkpoint. */
  void done(UUID order, UUID device, long rows);

  /** A device could not complete it. */
  void failed(UUID order, UUID device, String error);
}
