package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator has to look into although no user waits for it. Administrators only. */
@Local
public interface Alerts {

  /** What the status of a filter can be. */
  List<String> STATUSES = List.of("open", "closed", "all");

  /** What an alert can be about, as {@link AlertView#kind} has it. */
  List<String> KINDS = List.of("healed", "drift", "problem");

  /**
   * An alert.
   *
   * @param id its id
   * @param kind {@code healed}: a device's bucket was not what the server said, and came again;
   *     {@code drift}: source and capture differed, and capture was repaired; {@code problem}: a
   *     source can't be captured as it is, closed by the server when it fits again
   * @param subject the bucket, or else application/unit
   * @param detail what was seen, null if the kind says it all
   * @param device the id of the device that noticed it, null for the server itself
   * @param deviceName the device's name
   * @param user the device's user
   * @param firstAt when it came up
   * @param lastAt when it last came up before it was closed
   * @param times how often
   * @param closedAt when somebody closed it, null while it is open
   * @param closedBy who, null while it is open; {@code (server)} for the server itself
   * @param closedReason what they said, null while it is open
   */
  record AlertView(
      UUID id,
      String kind,
      String subject,
      @Nullable String detail,
      @Nullable UUID device,
      @Nullable String deviceName,
      @Nullable String user,
      Instant firstAt,
      Instant lastAt,
      long times,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable String closedReason) {}

  /**
   * Alerts, the last ones first.
   *
   * @param status one of {@link #STATUSES}
   * @param kind only of this one of {@link #KINDS}, null for all
   * @throws RefusedException {@code INVALID} for another status or kind
   */
  Page<AlertView> list(Caller caller, String status, @Nullable String kind, PageRequest page)
      throws RefusedException;

  /** One alert. */
  Optional<AlertView> find(Caller caller, UUID id) throws RefusedException;

  /**
   * Closes an alert; should the same come up again, that is a new one. The first closing stays.
   *
   * @param reason what was found; at most 2,000 characters
   * @throws RefusedException {@code NOT_FOUND}, {@code INVALID} without a reason
   */
  AlertView close(Caller caller, UUID id, @Nullable String reason) throws RefusedException;
}
