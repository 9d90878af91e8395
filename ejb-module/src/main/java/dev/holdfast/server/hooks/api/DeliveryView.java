package dev.holdfast.server.hooks.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook and what became of it.
 *
 * @param id what the receiver knows it by, the same with each attempt
 * @param kind of what it tells: {@code applied} or {@code parked}
 * @param caseId the case
 * @param actionId the action
 * @param createdAt when the action was judged
 * @param state {@code waiting}, {@code delivered} or {@code failed}
 * @param attempts how often it was sent
 * @param nextAt when it is sent next, null unless it waits; of one behind another of its case when
 *     it is given up
 * @param triedAt when it was sent last, null if never
 * @param answer HTTP status of the last answer, null if there was none
 * @param error what was wrong with the last attempt, null if nothing was
 */
public record DeliveryView(
    UUID id,
    String kind,
    UUID caseId,
    UUID actionId,
    Instant createdAt,
    String state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant triedAt,
    @Nullable Integer answer,
    @Nullable String error) {}
