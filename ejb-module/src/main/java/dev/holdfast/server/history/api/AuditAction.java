package dev.holdfast.server.history.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What administrators do besides cases, and which contents people are given. A use case that
 * changes something else adds its own.
 */
public enum AuditAction {
  /** Subject is the user. */
  USER_ADDED,
  /** Subject is the user. */
  USER_CHANGED,
  /** Subject is the device's id. */
  DEVICE_REVOKED,
  /** Subject is the device's id. */
  DEVICE_WIPED,
  /** Subject is the application. */
  PACKAGE_DEPLOYED,
  /** Subject is the application. */
  PACKAGE_ACTIVATED,
  /** Subject is the order's id. */
  RESYNC_ORDERED,
  /** Subject is the policy's target. */
  POLICY_ADDED,
  /** Subject is the policy's target. */
  POLICY_CHANGED,
  /** Subject is the policy's target. */
  POLICY_REMOVED,
  /** Subject is the alert's id. */
  ALERT_CLOSED,
  /** Subject is {@code purge}. */
  PURGE_BEGUN,
  /** Subject is the workbasket. */
  WORKBASKET_CHANGED,
  /** Subject is the batch's id. */
  ISSUE_BATCH_STARTED,
  /** Subject is the batch's id. */
  ISSUE_BATCH_CANCELLED,
  /** Subject is the webhook's name. */
  WEBHOOK_ADDED,
  /** Subject is the webhook's name. */
  WEBHOOK_CHANGED,
  /** Subject is the webhook's name. */
  WEBHOOK_REMOVED,
  /** Subject is the webhook's name. */
  WEBHOOK_SECRET_RENEWED,
  /** Subject is the webhook's name. */
  WEBHOOK_RETRIED,
  /** Subject is the case's id, or application and case type. */
  HOLD_PLACED,
  /** Subject is the case's id, or application and case type. */
  HOLD_LIFTED,
  /** Subject is the file's id. */
  SNAPSHOT_MADE,
  /** Subject is the content's id. */
  CONTENT_FETCHED,
  /** Subject is the upload's id. */
  UPLOAD_ENDED;

  /** The stable code, for example {@code user-added}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The action with a code. */
  public static Optional<AuditAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findAny();
  }
}
