package dev.holdfast.admin.issues;

import dev.holdfast.admin.attachments.AttachmentServlet;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Contents that an issue names: before, submitted and now. */
@WebServlet(IssueAttachment.PATH)
public class IssueAttachment extends AttachmentServlet {
  /** Where they are. */
  static final String PATH = "/issues/attachment";

  private static final long serialVersionUID = 1L;

  @Inject private transient Workbasket workbasket;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public IssueAttachment() {
    super("issue");
  }

  @Override
  protected Collection<Attachment> named(CurrentUser reader, UUID owner) throws RefusedException {
    return workbasket
        .find(reader.caller(), owner)
        .map(detail -> ComparedField.attachments(detail.fields()))
        .orElse(List.of());
  }
}
