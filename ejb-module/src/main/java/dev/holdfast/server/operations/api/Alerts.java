package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator has to look into although no user waits for it. Administrators only. */
@Local
public interface Alerts {

  /**
   * An alert.
   *
   * @param id its id
   * @param kind {@code healed}: a device's bucket was not what the server said, and came again
   * @param subject the bucket
   * @param device the device's id
   * @param deviceName the device's name
   * @param user the device's user
   * @param firstAt when it came up
   * @param lastAt when it last came up before it was closed
   * @param times how often
   * @param closedAt when somebody closed it, null while it is open
   * @param closedBy who, null while it is open
   * @param closedReason what they said, null while it is open
   */
  record AlertView(
      UUID id,
      String kind,
      String subject,
      UUID device,
      String deviceName,
      String user,
      Instant firstAt,
      Instant lastAt,
      long times,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable String closedReason) {}

  /**
   * Alerts, the last ones first.
   *
   * @param openOnly without those that somebody has closed
   */
  Page<AlertView> list(Caller caller, boolean openOnly, PageRequest page) throws RefusedException;

  /**
   * Closes an alert; should the same come up again, that is a new one. The first closing stays.
   *
   * @param reason what was found; at most 2,000 characters
   * @throws RefusedException {@code NOT_FOUND}, {@code INVALID} without a reason
   */
  void close(Caller caller, UUID id, @Nullable String reason) throws RefusedException;
}
