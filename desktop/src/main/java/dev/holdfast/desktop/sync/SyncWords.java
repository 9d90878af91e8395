package dev.holdfast.desktop.sync;

import dev.holdfast.desktop.sync.SyncPresenter.Badge;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says in words how a device stands with its server.
 *
 * @param session the user's language
 */
record SyncWords(Session session) {
  private static final int KIB = 1024;

  /** How a device stands. */
  static Badge badge(DeviceStatus status, SyncState sync) {
    if (status.offline().locked()) {
      return Badge.LOCKED;
    }
    if (!status.signedIn()) {
      return Badge.SIGNED_OUT;
    }
    if (sync instanceof SyncState.Away) {
      return Badge.OFFLINE;
    }
    if (sync instanceof SyncState.Waiting waiting) {
      if (waiting.reason() == SyncState.Reason.OFFLINE) {
        return Badge.OFFLINE;
      }
      if (waiting.reason() == SyncState.Reason.METERED) {
        return Badge.WAITING;
      }
    }
    return status.lastSync() == null || status.pending() > 0 ? Badge.WAITING : Badge.ONLINE;
  }

  /** Since when, or what to do. */
  String detail(DeviceStatus status, Badge badge) {
    if (badge == Badge.SIGNED_OUT || badge == Badge.LOCKED) {
      return session.texts().get("sync.detail." + badge.name().toLowerCase(Locale.ROOT));
    }
    var last = status.lastSync();
    return last == null
        ? session.texts().get("sync.never")
        : session.texts().get("sync.last", session.values().times().brief(last));
  }

  /** What a badge is called. */
  String title(DeviceStatus status, Badge badge) {
    if (badge == Badge.WAITING && status.lastSync() != null) {
      return status.pending() > 0
          ? session.texts().get("sync.badge.unsent", status.pending())
          : session.texts().get("sync.badge.later");
    }
    return session.texts().get("sync.badge." + badge.name().toLowerCase(Locale.ROOT));
  }

  /** What is being done; asking the server before anything is said. */
  String stage(@Nullable Progress progress) {
    String stage = progress == null ? "checking" : progress.stage().name().toLowerCase(Locale.ROOT);
    return session.texts().get("sync.stage." + stage);
  }

  /** How much of it is done. */
  String amount(@Nullable Progress progress) {
    return progress == null || progress.rows() == 0 && progress.bytes() == 0
        ? ""
        : session
            .texts()
            .get(
                progress.ofRows().isPresent() ? "sync.amount-of" : "sync.amount",
                progress.rows(),
                (progress.bytes() + KIB - 1) / KIB,
                progress.ofRows().orElse(0));
  }

  /** What a sync did, null if nothing is worth to be said. */
  @Nullable String said(SyncResult result) {
    if (result.up().parked() > 0) {
      return session.texts().get("sync.parked", result.up().parked());
    }
    long rows = result.down().rows();
    return rows == 0 && result.up().sent() == 0
        ? null
        : session.texts().get("sync.brought", rows, result.up().sent());
  }
}
