package dev.holdfast.rest.workbasket;

import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which issues: {@code
 * ?workbasket=&status=&reason=&user=&device=&case=&from=&until=&assignee=&text=&application=&type=&action=&package=&field=}.
 * The last five may be empty: none then.
 */
public class IssueQuery {
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

  /** What was asked for. */
  IssueFilter filter() {
    return new IssueFilter(workbasket, status, reason, user, device, caseId, from, until, text)
        .assignedTo(assignee)
        .of(new Cause(application, caseType, action, packageVersion, field));
  }
}
