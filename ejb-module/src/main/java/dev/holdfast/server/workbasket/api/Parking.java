package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.platform.api.Caller;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The way into the workbasket, for who receives actions; in the caller's transaction. */
@Local
public interface Parking {

  /**
   * A parked action.
   *
   * @param verdict why and where
   * @param payload the submission as it came, JSON text
   */
  record Parked(Verdict verdict, String payload) {}

  /**
   * Makes an issue of each.
   *
   * @param submitter the user and the device
   * @param receivedAt the server's clock
   * @return the issues' ids, in order
   */
  List<UUID> park(Caller submitter, Instant receivedAt, List<Parked> parked);
}
