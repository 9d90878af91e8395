package dev.holdfast.rest.workbasket;

import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which issues: {@code
 * ?workbasket=&status=&reason=&user=&device=&case=&from=&until=&assignee=&text=&application=&type=&action=&package=&field=}.
 * The last five may be empty: none then. A chain of submissions is one issue: its user, device,
 * case, action and text may be those of any of its submissions, all else is its head's. With the
 * status {@code waiting} or {@code all} each submission is one; {@code any} is a chain of whatever
 * status.
 */
public class IssueQuery {
  private static final List<String> STATUSES =
      List.of(
          "open",
          "claimed",
          "resolved",
          "unresolved",
          IssueFilter.ANY_CHAIN,
          IssueFilter.WAITING,
          IssueFilter.ALL_SUBMISSIONS);
  private static final List<String> REASONS =
      Arrays.stream(ParkReason.values()).map(ParkReason::code).toList();

  @QueryParam("workbasket")
  private @Nullable String workbasket;

  @QueryParam("status")
  private @Nullable String status;

  @QueryParam("reason")
  private @Nullable String reason;

  @QueryParam("user")
  private @Nullable String user;

  @QueryParam("device")
  private @Nullable UUID device;

  @QueryParam("case")
  private @Nullable UUID caseId;

  @QueryParam("from")
  private @Nullable Instant from;

  @QueryParam("until")
  private @Nullable Instant until;

  @QueryParam("assignee")
  private @Nullable String assignee;

  @QueryParam("text")
  private @Nullable String text;

  @QueryParam("application")
  private @Nullable String application;

  @QueryParam("type")
  private @Nullable String caseType;

  @QueryParam("action")
  private @Nullable String action;

  @QueryParam("package")
  private @Nullable String packageVersion;

  @QueryParam("field")
  private @Nullable String field;

  /** What was asked for of submissions: every one if no status was. */
  IssueFilter submissions() {
    return status == null ? filter().as(IssueFilter.ALL_SUBMISSIONS) : filter();
  }

  /**
   * What was asked for of chains, also if no status was; a word that stands for nothing would find
   * nothing, so it is refused.
   */
  IssueFilter filter() {
    String named = known("status", status, STATUSES);
    String in = IssueFilter.ANY_CHAIN.equals(named) ? null : named;
    String why = known("reason", reason, REASONS);
    return new IssueFilter(workbasket, in, why, user, device, caseId, from, until, text)
        .assignedTo(assignee)
        .of(new Cause(application, caseType, action, packageVersion, field));
  }

  private static @Nullable String known(String name, @Nullable String value, List<String> words) {
    if (value != null && !words.contains(value)) {
      throw Problems.thrown(
          ErrorCode.MALFORMED, "%s is one of %s.".formatted(name, String.join(", ", words)));
    }
    return value;
  }
}
