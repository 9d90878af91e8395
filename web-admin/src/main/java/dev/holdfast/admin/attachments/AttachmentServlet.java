package dev.holdfast.admin.attachments;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.AttachedContents.Opened;
import dev.holdfast.server.contents.api.AttachedContents.Wish;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.contents.api.Thumbnails;
import dev.holdfast.server.platform.api.ByteRange;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content of an attachment: {@code as=small} its thumbnail, {@code as=shown} for the browser to
 * show, else as a file. Nothing of it ever runs in the console's name: its type is what the server
 * has found it to be, browsers may not guess another, and each answer is a sandbox of its own.
 */
public abstract class AttachmentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String SANDBOX = "sandbox; default-src 'none'";

  @Inject private transient CurrentUser user;
  @Inject private transient AttachedContents contents;
  @Inject private transient ContentDownloads downloads;
  @Inject private transient Thumbnails thumbnails;

  private final String kind;

  /**
   * For owners of a kind.
   *
   * @param kind what the audit trail calls them
   */
  @SuppressWarnings("NullAway.Init")
  protected AttachmentServlet(String kind) {
    this.kind = kind;
  }

  /** All attachments that an owner names which the signed-in user may see; none if he may not. */
  protected abstract Collection<Attachment> named(CurrentUser reader, UUID owner)
      throws RefusedException;

  @Override
  protected final void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String content = String.valueOf(request.getParameter("content"));
    String as = String.valueOf(request.getParameter("as"));
    response.setHeader("Content-Security-Policy", SANDBOX);
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    try {
      if (as.equals("small")) {
        sendSmall(response, content);
      } else {
        send(request, response, content, as.equals("shown"));
      }
    } catch (RefusedException refused) {
      response.setHeader("Content-Security-Policy", null);
      response.setHeader("Content-Disposition", null);
      response.sendError(refused.code().status());
    }
  }

  private void sendSmall(HttpServletResponse response, String content)
      throws RefusedException, IOException {
    response.setHeader("Content-Disposition", "inline");
    try {
      byte[] jpeg = thumbnails.find(user.caller(), content).jpeg();
      response.setContentType("image/jpeg");
      response.setContentLength(jpeg.length);
      response.getOutputStream().write(jpeg);
    } catch (RefusedException refused) {
      if (refused.code() != ErrorCode.NO_THUMBNAIL) {
        throw refused;
      }
      // The page did not know it yet; the next time it says why.
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, String content, boolean shown)
      throws RefusedException, IOException {
    UUID owner = Ids.of(request.getParameter("of"));
    Attachment attachment =
        (owner == null ? Optional.<Attachment>empty() : find(owner, content))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "No such attachment here."));
    Opened opened =
        contents.open(
            user.caller(), new Wish(content, kind + ' ' + owner, attachment.name(), shown));
    response.setHeader(
        "Content-Disposition",
        FileName.disposition(shown ? "inline" : "attachment", attachment.name()));
    if (shown) {
      // The viewer of PDF is a frame of the page; no page of anybody else may have one.
      response.setHeader("X-Frame-Options", "SAMEORIGIN");
      response.setHeader("Content-Security-Policy", SANDBOX + "; frame-ancestors 'self'");
    }
    response.setContentType(opened.type());
    write(request, response, opened.stored());
  }

  private Optional<Attachment> find(UUID owner, String content) throws RefusedException {
    return named(user, owner).stream().filter(each -> each.id().equals(content)).findFirst();
  }

  private void write(HttpServletRequest request, HttpServletResponse response, Stored stored)
      throws RefusedException, IOException {
    String tag = '"' + stored.id() + '"';
    @Nullable String range = request.getHeader("Range");
    Optional<ByteRange> asked =
        ByteRange.of(range, request.getHeader("If-Range"), tag, stored.bytes());
    ByteRange part = asked.orElse(new ByteRange(0, stored.bytes()));
    // What is refused now is refused before anything is answered.
    try (InputStream bytes = downloads.open(stored, part.from(), part.to())) {
      response.setHeader("ETag", tag);
      response.setHeader("Accept-Ranges", "bytes");
      if (asked.isPresent()) {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("Content-Range", part.contentRange(stored.bytes()));
      }
      response.setContentLengthLong(part.to() - part.from());
      bytes.transferTo(response.getOutputStream());
    }
  }
}
