package dev.holdfast.admin.cases;

import dev.holdfast.admin.attachments.AttachmentServlet;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Collection;
import java.util.UUID;

/** Contents that a case names, or has named in its history. */
@WebServlet(CaseAttachments.PATH)
public class CaseAttachment extends AttachmentServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient CaseAttachments attachments;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public CaseAttachment() {
    super("case");
  }

  @Override
  protected Collection<Attachment> named(CurrentUser reader, UUID owner) throws RefusedException {
    return attachments.named(owner);
  }
}
