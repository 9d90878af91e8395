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
  List<String> KINDS = List.of("healed", "drift", "problem", "scanner", "store", "content");

  /**
   * An alert.
   *
   * @param id its id
   * @param kind {@code healed}: a device's bucket was not what the server said, and came again, or
   *     could not be healed; {@code drift}: source and capture differed, and capture was repaired;
   *     {@code problem}: a source can't be captured as it is, closed by the server when it fits
   *     again; {@code scanner}: a scanner of contents fails, closed by the server when it works
   *     again
   * @param subject the bucket, application/unit, or the scanner's class
   * @param detail what was seen, null if the kind says it all
   * @param devices of the devices that noticed it, those that did last; none if the server did
   * @param moreDevices how many others did
   * @param firstAt when it came up
   * @param lastAt when it last came up before it was closed
   * @param times how often
   * @param version changes whenever it comes up again, and when it is closed
   * @param closedAt when somebody closed it, null while it is open
   * @param closedBy who, null while it is open; {@code (server)} for the server itself
   * @param closedReason what they said, null while it is open
   */
  record AlertView(
      UUID id,
      String kind,
      String subject,
      @Nullable String detail,
      List<NoticedBy> devices,
      long moreDevices,
      Instant firstAt,
      Instant lastAt,
      long times,
      long version,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable String closedReason) {}

  /**
   * A device that noticed it.
   *
   * @param device its id
   * @param name its name, null if there is no such device any more
   * @param user its user
   * @param firstAt when it first noticed
   * @param lastAt when it last noticed
   * @param times how often
   */
  record NoticedBy(
      UUID device,
      @Nullable String name,
      @Nullable String user,
      Instant firstAt,
      Instant lastAt,
      long times) {}

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
   * Closes an alert; should the same come up again, that is a new one.
   *
   * @param expectedVersion the version that the caller has seen
   * @param reason what was found; at most 2,000 characters
   * @throws RefusedException {@code NOT_FOUND}, {@code INVALID} without a reason, {@code STALE} if
   *     it has come up again or was closed since
   */
  AlertView close(Caller caller, UUID id, long expectedVersion, @Nullable String reason)
      throws RefusedException;
}
