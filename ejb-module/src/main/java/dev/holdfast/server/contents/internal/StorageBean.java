package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.AttachedContents.Standing;
import dev.holdfast.server.contents.api.ContentStorage;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Looks at the rows of contents as a whole. */
@Stateless
public class StorageBean implements ContentStorage {
  @Inject private StorageRows storage;
  @Inject private UnfinishedRows unfinished;
  @Inject private WaitRows waits;
  @Inject private AttachedContents attached;
  @Inject private Audit audit;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected StorageBean() {}

  @Override
  public Limits limits(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return new Limits(
        ContentsSettings.bytes(settings.get(ContentsSettings.APPLICATION_QUOTA)),
        ContentsSettings.bytes(settings.get(ContentsSettings.DEVICE_QUOTA)),
        ContentsSettings.bytes(settings.get(ContentsSettings.MAX_SIZE)),
        settings.get(ContentsSettings.UPLOAD_AGE),
        settings.get(PreviewSettings.STUCK_AFTER),
        settings.get(ContentsSettings.ORPHAN_AGE));
  }

  @Override
  public List<ApplicationUse> applications(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return storage.applications();
  }

  @Override
  public List<LargeContent> largest(Caller caller, int most) throws RefusedException {
    caller.requireAdministrator();
    return storage.largest(most);
  }

  @Override
  public Page<DeviceUse> devices(Caller caller, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    Instant now = clock.instant();
    return storage.devices(now, now.minus(settings.get(ContentsSettings.UPLOAD_AGE)), page);
  }

  @Override
  public Page<StuckUpload> stuck(Caller caller, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    return unfinished.stuck(stuckSince(), page);
  }

  @Override
  public Page<WaitingAction> waiting(Caller caller, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    Page<WaitingAction> found = waits.waiting(stuckSince(), page);
    Map<String, Standing> standings =
        attached.standings(caller, found.items().stream().map(WaitingAction::content).toList());
    return new Page<>(
        found.items().stream()
            .map(wait -> wait.in(Objects.requireNonNull(standings.get(wait.content())).state()))
            .toList(),
        found.total());
  }

  @Override
  public void end(Caller caller, UUID upload, String reason) throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(reason);
    UnfinishedRows.Ended ended =
        unfinished
            .end(upload)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND, "There is no such upload that is unfinished."));
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("content", new Change(ended.content(), null));
    changes.put("user", new Change(ended.user(), null));
    changes.put("device", new Change(ended.device().toString(), null));
    changes.put("received", new Change(ended.received(), 0L));
    changes.put("bytes", new Change(ended.bytes(), null));
    audit.record(caller.name(), AuditAction.UPLOAD_ENDED, upload.toString(), why, changes);
  }

  private Instant stuckSince() {
    return clock.instant().minus(settings.get(PreviewSettings.STUCK_AFTER));
  }
}
