package dev.holdfast.rest.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.archive.api.HoldView.Lifted;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold; see {@link HoldView}.
 *
 * @param caseId the case, null if all of a type are held
 * @param application application of the type, null if one case is held
 * @param type the case type, null if one case is held
 * @param liftedBy who lifted it, null while it is in effect
 * @param liftedAt when, null while it is in effect
 * @param liftReason why, null while it is in effect
 */
public record HoldJson(
    UUID id,
    @JsonProperty("case") @Nullable UUID caseId,
    @Nullable String application,
    @Nullable String type,
    String reason,
    String placedBy,
    Instant placedAt,
    @Nullable String liftedBy,
    @Nullable Instant liftedAt,
    @Nullable String liftReason) {

  static HoldJson of(HoldView hold) {
    HoldSubject subject = hold.subject();
    Lifted lifted = hold.lifted();
    return new HoldJson(
        hold.id(),
        subject instanceof OneCase one ? one.id() : null,
        subject instanceof WholeType type ? type.application() : null,
        subject instanceof WholeType type ? type.type() : null,
        hold.reason(),
        hold.placedBy(),
        hold.placedAt(),
        lifted == null ? null : lifted.by(),
        lifted == null ? null : lifted.at(),
        lifted == null ? null : lifted.reason());
  }
}
