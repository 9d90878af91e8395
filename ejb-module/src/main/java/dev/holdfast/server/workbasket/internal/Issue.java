package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.workbasket.api.Parking.Parked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A parked action until, and after, a person has decided on it. Open at first; claimed by who looks
 * into it; resolved for good. While it waits behind another one, it belongs to the chain at whose
 * head that is, or waits itself. Never deleted.
 */
@Entity
@Table(name = "issue", schema = "holdfast")
public class Issue {
  private static final String ONLY_PARKED = "only parked actions become issues";
  private static final String OPEN = "open";
  private static final String CLAIMED = "claimed";
  private static final String WAITING = "waiting";
  private static final String RESOLVED = "resolved";

  @Id private UUID id;

  @Column(nullable = false)
  private String workbasket;

  private @Nullable String application;

  @Column(name = "case_id")
  private @Nullable UUID caseId;

  @Column(name = "case_type")
  private @Nullable String caseType;

  private @Nullable String action;

  @Column(name = "action_id", nullable = false)
  private UUID actionId;

  @Column(nullable = false)
  private String reason;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private String messages;

  @Column(nullable = false)
  private String status;

  @Column(name = "user_name", nullable = false)
  private String userName;

  @Column(name = "device_id")
  private @Nullable UUID deviceId;

  @Column(nullable = false)
  private long sequence;

  @Column(name = "performed_at")
  private @Nullable Instant performedAt;

  @Column(name = "received_at", nullable = false)
  private Instant receivedAt;

  @Column(nullable = false)
  private String payload;

  @Column(name = "package_version")
  private @Nullable String packageVersion;

  private @Nullable String cause;

  @Column(name = "device_name")
  private @Nullable String deviceName;

  private @Nullable UUID predecessor;

  @Column(nullable = false)
  private int repeats;

  @Column(name = "behind_action")
  private @Nullable UUID behindAction;

  @Column(name = "claimed_by")
  private @Nullable String claimedBy;

  private @Nullable UUID head;

  @Column(name = "released_from")
  private @Nullable UUID releasedFrom;

  private @Nullable Ending ending;

  @Version
  @Column(nullable = false)
  private long version = 1;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Issue() {}

  /**
   * Opens an issue.
   *
   * @param deviceName what the device is called now, null if it has no name
   */
  Issue(UUID id, Caller submitter, @Nullable String deviceName, Instant receivedAt, Parked parked) {
    Verdict verdict = parked.verdict();
    ActionSubmission submission = verdict.submitted().action();
    this.id = id;
    this.caseId = verdict.submitted().caseId();
    this.actionId = verdict.submitted().id();
    this.status = OPEN;
    this.userName = submitter.name();
    this.deviceId = submitter.device();
    this.deviceName = deviceName;
    this.receivedAt = receivedAt;
    this.payload = parked.payload();
    waitFor(verdict);
    if (submission != null) {
      this.application = submission.application();
      this.caseType = submission.type();
      this.action = submission.name();
      this.sequence = submission.sequence();
      this.performedAt = submission.performedAt();
      this.packageVersion = submission.packageVersion();
    }
  }

  /** Why it waits, and where; also when it was judged again: it waits for itself now. */
  final void waitFor(Verdict verdict) {
    Verdict.Parking parking = Objects.requireNonNull(verdict.parking(), ONLY_PARKED);
    workbasket = parking.workbasket();
    reason = Objects.requireNonNull(verdict.reason(), ONLY_PARKED).code();
    cause = parking.cause();
    messages = CanonicalJson.of(verdict.messages());
    behindAction = parking.behind();
  }

  /** It waits in a chain, where the head of that is. */
  void joins(UUID headOfChain, String basket) {
    status = WAITING;
    head = headOfChain;
    workbasket = basket;
  }

  /** It goes on waiting, behind another one of its chain. */
  void waitsBehind(@Nullable UUID otherAction) {
    behindAction = otherAction;
  }

  /**
   * The head of its chain was decided on, and it was judged again and parked: it is a head now. Who
   * had the chain has the rest of it, as long as that stays in the workbasket.
   */
  void leads(Verdict verdict, Issue before) {
    waitFor(verdict);
    head = null;
    releasedFrom = before.id;
    status = OPEN;
    String decider = before.claimedBy;
    if (decider != null && workbasket.equals(before.workbasket)) {
      claim(decider);
    }
  }

  /** The head of its chain was decided on, and it waits behind another one of that now. */
  void waitsOn(Issue newHead, Issue before) {
    joins(newHead.id, newHead.workbasket);
    releasedFrom = before.id;
  }

  /** The same was parked before, and so often before that. */
  void repeats(UUID before, int times) {
    predecessor = before;
    repeats = times + 1;
  }

  /** Who decides on it. */
  void claim(String user) {
    status = CLAIMED;
    claimedBy = user;
  }

  /** Anybody may decide on it; returns who had it. */
  @Nullable String release() {
    String before = claimedBy;
    status = OPEN;
    claimedBy = null;
    return before;
  }

  /** It was decided on. */
  void resolve(String how, String why, String user, Instant at) {
    status = RESOLVED;
    ending = new Ending(how, why, user, at);
    behindAction = null;
  }

  boolean resolved() {
    return status.equals(RESOLVED);
  }

  boolean waits() {
    return behindAction != null;
  }

  UUID id() {
    return id;
  }

  String workbasket() {
    return workbasket;
  }

  @Nullable UUID behindAction() {
    return behindAction;
  }

  UUID actionId() {
    return actionId;
  }

  @Nullable UUID caseId() {
    return caseId;
  }

  @Nullable UUID deviceId() {
    return deviceId;
  }

  String userName() {
    return userName;
  }

  String payload() {
    return payload;
  }

  /** How it ended, null while it has not. */
  @Nullable Ending ending() {
    return ending;
  }

  @Nullable UUID head() {
    return head;
  }

  ParkReason reason() {
    return ParkReasons.of(reason);
  }

  @Nullable String action() {
    return action;
  }

  long version() {
    return version;
  }
}
