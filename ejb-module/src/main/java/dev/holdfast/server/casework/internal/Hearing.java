package dev.holdfast.server.casework.internal;

import dev.holdfast.server.casework.api.Held;
import dev.holdfast.server.platform.api.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The circumstances under which actions are judged.
 *
 * @param submitter the user and the device
 * @param at the server's time
 * @param released whether they waited behind a parked action, so that the device may have gone on
 *     meanwhile
 * @param held by followed action, what waits behind which parked one
 */
record Hearing(Caller submitter, Instant at, boolean released, Map<UUID, Held> held) {}
