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
 * @param status {@code active}, {@code wipe-requested}, {@code revoked}
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
    @Nullable String lastError) {}
