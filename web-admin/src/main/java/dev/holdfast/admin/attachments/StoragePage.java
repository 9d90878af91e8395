package dev.holdfast.admin.attachments;

import dev.holdfast.admin.attachments.StorageLines.DeviceLine;
import dev.holdfast.admin.attachments.StorageLines.Line;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.ContentStorage;
import dev.holdfast.server.contents.api.ContentStorage.ApplicationUse;
import dev.holdfast.server.contents.api.ContentStorage.LargeContent;
import dev.holdfast.server.contents.api.ContentStorage.Limits;
import dev.holdfast.server.contents.api.ContentStorage.StuckUpload;
import dev.holdfast.server.contents.api.ContentStorage.WaitingAction;
import dev.holdfast.server.contents.api.ContentStores;
import dev.holdfast.server.contents.api.ContentStores.Backlog;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What attachments take, what does not come, and who waits for it. */
@Named
@ViewScoped
public class StoragePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST = 20;

  @Inject private CurrentUser user;
  @Inject private ContentStorage storage;
  @Inject private ContentStores stores;
  @Inject private StorageLines lines;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private final PagedModel<Line<StuckUpload>> stuck =
      new PagedModel<>(request -> lines.stuck(request), line -> line.of().id().toString());
  private final PagedModel<Line<WaitingAction>> waiting =
      new PagedModel<>(
          request -> lines.waiting(request),
          line -> line.of().device() + "/" + line.of().action() + '/' + line.of().content());
  private final PagedModel<DeviceLine> devices =
      new PagedModel<>(request -> lines.devices(request), line -> line.use().device().toString());

  private transient @Nullable Limits limits;
  private transient @Nullable Backlog backlog;
  private transient List<ApplicationUse> applications = List.of();
  private transient List<Line<LargeContent>> largest = List.of();
  private @Nullable UUID ending;
  private String endingWhat = "";
  private @Nullable String reason;

  /** Asks what is stored, and under which limits. */
  public void load() throws RefusedException {
    limits = storage.limits(user.caller());
    backlog = stores.backlog(user.caller());
    applications = storage.applications(user.caller());
    largest = lines.largest(LARGEST);
  }

  /** Says which upload is to be ended. */
  public void choose(Line<StuckUpload> line) {
    ending = line.of().id();
    endingWhat = line.title();
    reason = null;
  }

  /** Ends the chosen one. */
  public @Nullable String end() {
    if (ending == null) {
      return null;
    }
    try {
      storage.end(user.caller(), ending, String.valueOf(reason));
      notices.done(texts.of("storage.ended"));
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
    return Navigation.to("/attachments/storage");
  }

  /** Code of a state: {@code absent}, {@code coming} ... */
  public String code(AttachedContents.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The limits in force. */
  public Limits getLimits() throws RefusedException {
    if (limits == null) {
      load();
    }
    return Objects.requireNonNull(limits);
  }

  /** What has to be moved to where contents belong. */
  public Backlog getBacklog() throws RefusedException {
    if (backlog == null) {
      load();
    }
    return Objects.requireNonNull(backlog);
  }

  /** What applications keep, the most first. */
  public List<ApplicationUse> getApplications() {
    return applications;
  }

  /** All that applications keep, in bytes. */
  public long getTotal() {
    return applications.stream().mapToLong(ApplicationUse::bytes).sum();
  }

  /** The largest contents. */
  public List<Line<LargeContent>> getLargest() {
    return largest;
  }

  /** Uploads that do not grow. */
  public PagedModel<Line<StuckUpload>> getStuck() {
    return stuck;
  }

  /** Actions that wait. */
  public PagedModel<Line<WaitingAction>> getWaiting() {
    return waiting;
  }

  /** What counts against devices. */
  public PagedModel<DeviceLine> getDevices() {
    return devices;
  }

  /** What the chosen upload is of. */
  public String getEndingWhat() {
    return endingWhat;
  }

  /** Why an upload is ended. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why an upload is ended. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
