package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.workbasket.api.Parking.Parked;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted of an issue; never changes.
 *
 * @param application its application, null if unreadable
 * @param caseId the case, null if unreadable
 * @param caseType its type, null if unreadable
 * @param action name of the action, null if unreadable
 * @param actionId the action
 * @param userName who submitted it
 * @param deviceId from which device, null if none
 * @param deviceName what that was called then, null if it had no name
 * @param sequence the device's number of it, 0 if unreadable
 * @param performedAt the device's clock, null if unreadable
 * @param receivedAt the server's clock
 * @param payload JSON text as it came
 * @param packageVersion version of the package that it was made with, null if unreadable
 */
@Embeddable
record Submission(
    @Nullable String application,
    @Column(name = "case_id") @Nullable UUID caseId,
    @Column(name = "case_type") @Nullable String caseType,
    @Nullable String action,
    @Column(name = "action_id", nullable = false) UUID actionId,
    @Column(name = "user_name", nullable = false) String userName,
    @Column(name = "device_id") @Nullable UUID deviceId,
    @Column(name = "device_name") @Nullable String deviceName,
    @Column(nullable = false) long sequence,
    @Column(name = "performed_at") @Nullable Instant performedAt,
    @Column(name = "received_at", nullable = false) Instant receivedAt,
    @Column(nullable = false) String payload,
    @Column(name = "package_version") @Nullable String packageVersion) {

  /** What a device has sent. */
  static Submission of(
      Caller submitter, @Nullable String deviceName, Instant receivedAt, Parked parked) {
    Submitted submitted = parked.verdict().submitted();
    ActionSubmission said = submitted.action();
    return new Submission(
        said == null ? null : said.application(),
        submitted.caseId(),
        said == null ? null : said.type(),
        said == null ? null : said.name(),
        submitted.id(),
        submitter.name(),
        submitter.device(),
        deviceName,
        said == null ? 0 : said.sequence(),
        said == null ? null : said.performedAt(),
        receivedAt,
        parked.payload(),
        said == null ? null : said.packageVersion());
  }
}
