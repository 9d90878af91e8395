package dev.holdfast.device.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a device may be worked with that does not reach its server.
 *
 * @param lastContact when it last had contact, by the server's clock, null if never
 * @param locksAt when it locks without another one, by the server's clock, null if it never does
 * @param locked whether it has locked; a sync unlocks it
 */
public record OfflineWork(
    @Nullable Instant lastContact, @Nullable Instant locksAt, boolean locked) {}
