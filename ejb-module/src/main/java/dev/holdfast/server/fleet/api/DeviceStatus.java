package dev.holdfast.server.fleet.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device as administrators see it.
 *
 * @param id the device
 * @param name what people call it
 * @param user its user
 * @param platform operating system and runtime
 * @param clientVersion version of the device library
 * @param status {@code active}, {@code wipe-requested}, {@code revoked}, {@code wiped}
 * @param enrolledAt when enrolled
 * @param lastContact when it last called, null if never
 * @param lastSync when it last switched to a checkpoint, null if never
 * @param lastSyncKind {@code full} or {@code delta}, null if never
 * @param lastSyncRows rows received then
 * @param lastSyncMillis duration in milliseconds
 * @param heldBuckets buckets that it held then
 * @param pending actions in its queue when it last called
 * @param packageVersions versions it holds, {@code application version} each
 * @param lastError what its last sync failed with, null if it did not
 * @param ending how an administrator has ended it, null if nobody has
 */
public record DeviceStatus(
    UUID id,
    String name,
    String user,
    String platform,
    String clientVersion,
    String status,
    Instant enrolledAt,
    @Nullable Instant lastContact,
    @Nullable Instant lastSync,
    @Nullable String lastSyncKind,
    long lastSyncRows,
    long lastSyncMillis,
    long heldBuckets,
    int pending,
    List<String> packageVersions,
    @Nullable String lastError,
    @Nullable Ending ending) {

  /**
   * How a device was ended, and what it told of it.
   *
   * @param by who ordered it last
   * @param reason why
   * @param revokedAt when it was revoked, null if it was not
   * @param wipeOrderedAt when it was ordered to be erased, null if it was not
   * @param acceptsUnsent whether what it has not sent was to be taken
   * @param wipeToldAt when it first heard that it is to be erased, null if it has not
   * @param leftAt when it told that it has done what it was ordered, null if it has not
   * @param unsent actions that it had not sent then, null if it has not told or could not count
   *     them
   * @param wipedAt when it told that its store is erased, null if it has not
   */
  public record Ending(
      @Nullable String by,
      @Nullable String reason,
      @Nullable Instant revokedAt,
      @Nullable Instant wipeOrderedAt,
      boolean acceptsUnsent,
      @Nullable Instant wipeToldAt,
      @Nullable Instant leftAt,
      @Nullable Integer unsent,
      @Nullable Instant wipedAt) {}
}
