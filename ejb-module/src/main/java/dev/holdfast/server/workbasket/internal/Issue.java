package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.digest.CanonicalJson;
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

  private Submission submission;

  @Column(nullable = false)
  private String reason;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private String messages;

  @Column(nullable = false)
  private String status;

  private @Nullable String cause;

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

  @Column(name = "led_at")
  private @Nullable Instant ledAt;

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
    this.id = id;
    this.submission = Submission.of(submitter, deviceName, receivedAt, parked);
    this.status = OPEN;
    waitFor(parked.verdict());
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
  void leads(Verdict verdict, Issue before, Instant at) {
    waitFor(verdict);
    head = null;
    releasedFrom = before.id;
    ledAt = at;
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
    ending = new Ending(how, why, user, at, behindAction);
    behindAction = null;
  }

  boolean resolved() {
    return status.equals(RESOLVED);
  }

  boolean waits() {
    return status.equals(WAITING);
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
    return submission.actionId();
  }

  @Nullable UUID caseId() {
    return submission.caseId();
  }

  @Nullable UUID deviceId() {
    return submission.deviceId();
  }

  String userName() {
    return submission.userName();
  }

  String payload() {
    return submission.payload();
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
    return submission.action();
  }

  long version() {
    return version;
  }
}
