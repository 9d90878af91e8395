package dev.holdfast.server.workbasket.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to decide on an issue.
 *
 * @param issue the issue
 * @param fields base, mine and theirs, by field of the action
 * @param chain later actions of the same device on the same case that wait behind this one, oldest
 *     first
 * @param became what has become of those that waited behind it, as they are now, oldest first; none
 *     while it is not resolved
 * @param stage the case's present stage, null if there is no case
 * @param caseVersion the case's present version, 0 if there is no case
 * @param payload the submission as it came, JSON text
 * @param resolutionReason reason given with the resolution, null while there is none
 * @param choices resolutions that are possible now
 * @param events what people said of it and did with it, oldest first; the last 500
 */
public record IssueDetail(
    IssueView issue,
    List<FieldComparison> fields,
    List<IssueView> chain,
    List<IssueView> became,
    @Nullable String stage,
    long caseVersion,
    String payload,
    @Nullable String resolutionReason,
    List<Resolution> choices,
    List<IssueEvent> events) {

  /**
   * One field side by side, in JSON form.
   *
   * @param field name
   * @param base value on the device before the action
   * @param mine value that the action sets
   * @param theirs present value on the server
   */
  public record FieldComparison(
      String field, @Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {}
}
