package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseContext;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Values;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A case on the server. Opened by the first action that is applied to it, changed by every further
 * one, final when one completes it. Each change counts the version up by one; a concurrent change
 * by whatever path fails the transaction: {@link CaseFiles} asks for the version that it has read,
 * and so does JPA for whoever changes a managed entity.
 */
@Entity
@Table(name = "case_file", schema = "holdfast")
public class CaseFile {
  @Id private UUID id;

  @Column(nullable = false, updatable = false)
  private String application;

  @Column(nullable = false, updatable = false)
  private String type;

  @Column(nullable = false)
  private String stage;

  @Column(nullable = false)
  private boolean completed;

  @Version
  @Column(nullable = false)
  private long version = 1;

  private @Nullable String assignee;

  private @Nullable String worklist;

  @Column(name = "parent_id", updatable = false)
  private @Nullable UUID parent;

  @Column(name = "opened_at")
  private @Nullable Instant openedAt;

  @Column(name = "stage_since")
  private @Nullable Instant stageSince;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private String fields;

  @Column(name = "package_version", nullable = false)
  private String packageVersion;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  @Column(name = "last_device")
  private @Nullable UUID lastDevice;

  @Column(name = "last_device_from", nullable = false)
  private long lastDeviceFrom;

  @Column(name = "last_action", nullable = false)
  private UUID lastAction;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected CaseFile() {}

  /**
   * Where a change comes from.
   *
   * @param action the action
   * @param device the device that performed it, null if a person decided on the server
   * @param packageVersion version of the package by which it was judged, in whose words the case is
   * @param at when the server applies it
   */
  record Source(UUID action, @Nullable UUID device, String packageVersion, Instant at) {}

  /** Opens a case. */
  @SuppressWarnings("NullAway.Init")
  CaseFile(String application, CaseState state, Source source) {
    this.id = state.id();
    this.application = application;
    this.type = state.type();
    this.createdAt = source.at();
    this.parent = state.context().parent();
    write(state, source);
    this.lastDevice = source.device();
  }

  /** Changes a case that JPA does not manage. */
  void change(CaseState state, Source source) {
    if (lastDevice == null || !lastDevice.equals(source.device())) {
      lastDeviceFrom = version;
      lastDevice = source.device();
    }
    version++;
    write(state, source);
  }

  /** Whether nobody but this device has changed the case since it had this version. */
  boolean changedOnlyBy(@Nullable UUID device, long baseVersion) {
    return baseVersion == version
        || device != null
            && device.equals(lastDevice)
            && baseVersion >= lastDeviceFrom
            // A later version is one that a restored server has lost.
            && baseVersion < version;
  }

  /** The case as the engine sees it. */
  CaseState state(CaseType definition) {
    return new CaseState(
        id,
        type,
        stage,
        completed,
        version,
        assignee,
        Values.fieldsFromJson(definition, FieldsJson.read(fields)),
        context());
  }

  /** A case that has not changed since times were kept counts from when it was made and changed. */
  private CaseContext context() {
    return new CaseContext(
        worklist,
        parent,
        openedAt == null ? createdAt : openedAt,
        stageSince == null ? changedAt : stageSince);
  }

  /** Whether it is a case of this type. */
  boolean isOf(String otherApplication, String otherType) {
    return application.equals(otherApplication) && type.equals(otherType);
  }

  /** Whether the case stands where this action is possible. */
  boolean takes(CaseType.Action action) {
    return !completed && action.from().contains(stage);
  }

  UUID id() {
    return id;
  }

  String application() {
    return application;
  }

  String type() {
    return type;
  }

  long version() {
    return version;
  }

  String stage() {
    return stage;
  }

  boolean completed() {
    return completed;
  }

  @Nullable String assignee() {
    return assignee;
  }

  @Nullable String worklist() {
    return worklist;
  }

  @Nullable UUID parent() {
    return parent;
  }

  @Nullable Instant openedAt() {
    return openedAt;
  }

  @Nullable Instant stageSince() {
    return stageSince;
  }

  String fields() {
    return fields;
  }

  String packageVersion() {
    return packageVersion;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant changedAt() {
    return changedAt;
  }

  @Nullable UUID lastDevice() {
    return lastDevice;
  }

  long lastDeviceFrom() {
    return lastDeviceFrom;
  }

  UUID lastAction() {
    return lastAction;
  }

  private void write(CaseState state, Source source) {
    stage = state.stage();
    completed = state.completed();
    assignee = state.assignee();
    // Nobody has done anything later than now, whatever a device's clock says.
    CaseContext context = state.context().notAfter(source.at());
    worklist = context.worklist();
    openedAt = context.openedAt();
    stageSince = context.stageSince();
    fields = FieldsJson.write(state.fields());
    packageVersion = source.packageVersion();
    changedAt = source.at();
    lastAction = source.action();
  }
}
