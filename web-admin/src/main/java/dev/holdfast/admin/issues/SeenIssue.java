package dev.holdfast.admin.issues;

import dev.holdfast.admin.attachments.AttachedFiles;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.workbasket.api.IssueDetail;
import java.util.List;

/**
 * An issue as a person sees it.
 *
 * @param detail all of the issue
 * @param words what the parts of its case are called
 * @param fields its fields side by side
 */
record SeenIssue(IssueDetail detail, CaseWords words, List<ComparedField> fields) {

  static SeenIssue of(IssueDetail detail, CaseWords words, AttachedFiles files) {
    var attached =
        files.of(
            IssueAttachment.PATH, detail.issue().id(), ComparedField.attachments(detail.fields()));
    return new SeenIssue(
        detail,
        words,
        detail.fields().stream().map(field -> ComparedField.of(field, words, attached)).toList());
  }
}
