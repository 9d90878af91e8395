package dev.holdfast.server.workbasket.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issue as people see it: a chain of submissions by the one at its head, or one of those behind
 * it.
 *
 * @param id the issue
 * @param number the issue for people: counts up, with gaps
 * @param application its application, null if unreadable
 * @param workbasket the named workbasket that holds it
 * @param caseId the case, null if unreadable
 * @param caseType its type, null if unreadable
 * @param action name of the parked action, null if unreadable
 * @param actionId the parked action
 * @param packageVersion version of the package that the action was made with, null if unreadable
 * @param reason why it was parked (code)
 * @param cause the field that the first message is about, else the message's code, null if there is
 *     none
 * @param messages what the engine said
 * @param status {@code open}, {@code claimed}, {@code waiting} behind another one, {@code resolved}
 * @param user who submitted it
 * @param device from which device, null if none
 * @param deviceName the device's name, null if none
 * @param performedAt the device's clock, null if unreadable
 * @param receivedAt the server's clock
 * @param claimedBy who decides on it, null if nobody
 * @param resolution how it was resolved (code; {@code released} if it took effect after waiting
 *     behind another one), null while it is not
 * @param resolvedBy who resolved it, null while it is not
 * @param resolvedAt when, null while it is not
 * @param predecessor the issue before of the same user's same action on the same case that came to
 *     nothing, or is not decided yet; null if there is none
 * @param repeats how many such issues there were before in a row
 * @param head the issue that it waits behind, or waited to its end; null if it is one of its own
 * @param headNumber that one's number, null if there is none
 * @param waiting how many submissions wait in the chain of which it is the head; 0 for one that
 *     waits itself, whatever is behind it
 * @param version for optimistic locking
 */
public record IssueView(
    UUID id,
    long number,
    @Nullable String application,
    String workbasket,
    @Nullable UUID caseId,
    @Nullable String caseType,
    @Nullable String action,
    UUID actionId,
    @Nullable String packageVersion,
    String reason,
    @Nullable String cause,
    List<String> messages,
    String status,
    String user,
    @Nullable UUID device,
    @Nullable String deviceName,
    @Nullable Instant performedAt,
    Instant receivedAt,
    @Nullable String claimedBy,
    @Nullable String resolution,
    @Nullable String resolvedBy,
    @Nullable Instant resolvedAt,
    @Nullable UUID predecessor,
    int repeats,
    @Nullable UUID head,
    @Nullable Long headNumber,
    int waiting,
    long version) {

  /** The head of its chain, itself if it is one of its own. */
  public UUID chain() {
    return head == null ? id : head;
  }

  /** The same issue with the name of its device, and what is to be told of its chain. */
  public IssueView with(@Nullable String name, @Nullable Long numberOfHead, int behind) {
    return new IssueView(
        id,
        number,
        application,
        workbasket,
        caseId,
        caseType,
        action,
        actionId,
        packageVersion,
        reason,
        cause,
        messages,
        status,
        user,
        device,
        name,
        performedAt,
        receivedAt,
        claimedBy,
        resolution,
        resolvedBy,
        resolvedAt,
        predecessor,
        repeats,
        head,
        numberOfHead,
        behind,
        version);
  }
}
