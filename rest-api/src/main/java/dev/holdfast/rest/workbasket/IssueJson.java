package dev.holdfast.rest.workbasket;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.IssueEvent;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issue in a list: a chain of submissions by the one at its head, unless submissions by
 * themselves are asked for; see {@link IssueView}.
 *
 * @param status {@code open}, {@code claimed}, {@code waiting} behind another one, {@code resolved}
 * @param head the issue that it waits behind, or waited to its end; null if it is one of its own
 * @param headNumber the number of that, null if there is none
 * @param waiting how many submissions wait in the chain of which it is the head; 0 for one that
 *     waits itself, whatever is behind it
 */
public record IssueJson(
    UUID id,
    long number,
    @Nullable String application,
    String workbasket,
    @JsonProperty("case") @Nullable UUID caseId,
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

  static IssueJson of(IssueView issue) {
    return new IssueJson(
        issue.id(),
        issue.number(),
        issue.application(),
        issue.workbasket(),
        issue.caseId(),
        issue.caseType(),
        issue.action(),
        issue.actionId(),
        issue.packageVersion(),
        issue.reason(),
        issue.cause(),
        issue.messages(),
        issue.status(),
        issue.user(),
        issue.device(),
        issue.deviceName(),
        issue.performedAt(),
        issue.receivedAt(),
        issue.claimedBy(),
        issue.resolution(),
        issue.resolvedBy(),
        issue.resolvedAt(),
        issue.predecessor(),
        issue.repeats(),
        issue.head(),
        issue.headNumber(),
        issue.waiting(),
        issue.version());
  }

  /**
   * An issue with all that is needed to decide on it; see {@link IssueDetail}.
   *
   * @param issue the issue
   * @param fields base, mine and theirs of each field
   * @param chain later actions that wait behind this one
   * @param became what has become of those that waited behind it; none while it is not resolved
   * @param stage the case's present stage, null if there is no case
   * @param caseVersion the case's present version, 0 if there is no case
   * @param payload the submission as it came, JSON text
   * @param resolutionReason reason given with the resolution, null while there is none
   * @param choices resolutions that are possible now (codes)
   * @param events what people said of it and did with it, oldest first; the last 500
   */
  public record Detail(
      @JsonUnwrapped IssueJson issue,
      List<FieldComparison> fields,
      List<IssueJson> chain,
      List<IssueJson> became,
      @Nullable String stage,
      long caseVersion,
      String payload,
      @Nullable String resolutionReason,
      List<String> choices,
      List<IssueEvent> events) {
    static Detail of(IssueDetail detail) {
      return new Detail(
          IssueJson.of(detail.issue()),
          detail.fields(),
          detail.chain().stream().map(IssueJson::of).toList(),
          detail.became().stream().map(IssueJson::of).toList(),
          detail.stage(),
          detail.caseVersion(),
          detail.payload(),
          detail.resolutionReason(),
          detail.choices().stream().map(Resolution::code).toList(),
          detail.events());
    }
  }

  /**
   * A decision.
   *
   * @param how code of a {@link Resolution}
   * @param fields values for {@code edit}, {@code new-case} and {@code reopen}; null for none
   * @param reason why
   * @param caseVersion the case's version that it was made on; null if that does not matter
   * @param followers for {@code return} and {@code discard}: the ids of what waits behind the issue
   *     and is decided on with it, all of it (its {@code chain}); 412 if others wait there now.
   *     Null to leave them to be judged again
   */
  public record DecisionJson(
      String how,
      @Nullable Map<String, @Nullable Object> fields,
      String reason,
      @Nullable Long caseVersion,
      @Nullable Set<UUID> followers) {
    // javac 17 loses the annotations of type arguments in class files: it sees values that may not
    // be null in Decision.
    @SuppressWarnings("NullAway")
    Decision decision() {
      Resolution resolution = resolution(how);
      return new Decision(
          resolution, fields == null ? Map.of() : fields, reason, caseVersion, followers);
    }

    /** The resolution of a code. */
    static Resolution resolution(@Nullable String code) {
      return Resolution.of(String.valueOf(code))
          .orElseThrow(
              () -> Problems.thrown(ErrorCode.MALFORMED, "how is one of " + codes() + "."));
    }

    private static String codes() {
      return Arrays.stream(Resolution.values())
          .map(Resolution::code)
          .collect(Collectors.joining(", "));
    }
  }
}
