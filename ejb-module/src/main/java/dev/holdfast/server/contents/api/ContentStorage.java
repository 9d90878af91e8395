package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What contents take, and what does not come. Administrators only: every method refuses everybody
 * else with {@code NOT_ALLOWED}.
 */
@Local
public interface ContentStorage {

  /**
   * The limits in force, as settings say; sizes in bytes.
   *
   * @param application what one application may keep, 0 if there is no limit
   * @param device what one device may announce within {@code window}, 0 if there is no limit
   * @param content the largest content
   * @param window for how long what a device sent counts against its limit
   * @param stuckAfter how long something has not moved that is called stuck
   * @param orphanAge how long what nobody names is kept
   */
  record Limits(
      long application,
      long device,
      long content,
      Duration window,
      Duration stuckAfter,
      Duration orphanAge) {}

  /** The limits in force. */
  Limits limits(Caller caller) throws RefusedException;

  /**
   * What an application keeps.
   *
   * @param contents how many contents, complete or on their way
   * @param bytes what they count against the quota
   */
  record ApplicationUse(String application, long contents, long bytes) {}

  /** What applications keep, the most first; those that keep nothing are left out. */
  List<ApplicationUse> applications(Caller caller) throws RefusedException;

  /**
   * A content that is kept.
   *
   * @param type media type
   * @param completedAt since when all of it is there
   * @param application for which it was sent first
   * @param user who sent it first
   * @param device on which device
   * @param namedBy a case that names it now, null if none does
   */
  record LargeContent(
      String id,
      long bytes,
      String type,
      Instant completedAt,
      String application,
      String user,
      UUID device,
      @Nullable UUID namedBy) {}

  /** The largest contents; at most so many. */
  List<LargeContent> largest(Caller caller, int most) throws RefusedException;

  /**
   * What counts against a device's quota now.
   *
   * @param contents how many it announced
   * @param bytes what they count
   */
  record DeviceUse(UUID device, String user, long contents, long bytes) {}

  /** What counts against the quotas of devices, the most first; of those with nothing, none. */
  Page<DeviceUse> devices(Caller caller, PageRequest page) throws RefusedException;

  /**
   * An upload that was begun and does not grow.
   *
   * @param application for which it was announced, with {@code caseType} and {@code field}
   * @param type the media type that was said
   * @param received bytes that are there
   * @param bytes all that were announced
   * @param grownAt when the last ones came
   * @param expiresAt when it goes by itself
   * @param caseId the case of an action that waits for it, null if none has come
   * @param name what that calls it, null if none has come
   */
  record StuckUpload(
      UUID id,
      String content,
      String application,
      String caseType,
      String field,
      String type,
      String user,
      UUID device,
      long received,
      long bytes,
      Instant grownAt,
      Instant expiresAt,
      @Nullable UUID caseId,
      @Nullable String name) {}

  /** Uploads that have not grown for {@link Limits#stuckAfter}, the longest first. */
  Page<StuckUpload> stuck(Caller caller, PageRequest page) throws RefusedException;

  /**
   * An action that came, and was not judged because a content lacks.
   *
   * @param name what the action calls the file
   * @param bytes how large it says it is
   * @param since when it came first
   * @param cameAt when it came last
   * @param state where the content is
   */
  record WaitingAction(
      UUID action,
      String application,
      UUID caseId,
      String caseType,
      String actionName,
      String user,
      UUID device,
      String content,
      String name,
      long bytes,
      Instant since,
      Instant cameAt,
      AttachedContents.State state) {

    /** The same, of a content that is elsewhere. */
    public WaitingAction in(AttachedContents.State other) {
      return new WaitingAction(
          action,
          application,
          caseId,
          caseType,
          actionName,
          user,
          device,
          content,
          name,
          bytes,
          since,
          cameAt,
          other);
    }
  }

  /** Actions that have waited for {@link Limits#stuckAfter}, the longest first. */
  Page<WaitingAction> waiting(Caller caller, PageRequest page) throws RefusedException;

  /**
   * Ends an upload that will never come to its end: what came of it goes, and counts no more. A
   * device that has the content still begins anew.
   *
   * @param reason why, for the audit trail
   * @throws RefusedException {@code NOT_FOUND} if it is complete, ended or never was; {@code
   *     INVALID} without a reason
   */
  void end(Caller caller, UUID upload, String reason) throws RefusedException;
}
