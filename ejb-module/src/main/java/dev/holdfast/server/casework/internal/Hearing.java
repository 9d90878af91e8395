package dev.holdfast.server.casework.internal;

import dev.holdfast.server.platform.api.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The circumstances under which actions are judged.
 *
 * @param submitter the user and the device
 * @param at the server's time
 * @param released whether they waited behind a parked action, so that the device may have gone on
 *     meanwhile
 * @param held parked actions: what follows one of them waits behind it
 */
record Hearing(Caller submitter, Instant at, boolean released, Set<UUID> held) {}
