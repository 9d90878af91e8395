package dev.holdfast.admin.attachments;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.AttachedContents.Kind;
import dev.holdfast.server.contents.api.AttachedContents.Standing;
import dev.holdfast.server.contents.api.AttachedContents.State;
import java.util.Locale;

/**
 * An attachment as a page shows it.
 *
 * @param attachment what the case, the history or the issue says of it
 * @param standing what the server knows of its content
 * @param address where the content is to be had, without the context's path and what is wanted
 * @param openable whether the signed-in user may have it
 */
public record AttachedFile(
    Attachment attachment, Standing standing, String address, boolean openable) {

  /** Code of the content's state: {@code here}, {@code coming} ... */
  public String state() {
    return standing.state().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is known to be somewhere else, or has something against it, so that people are told.
   */
  public boolean troubled() {
    return standing.state() != State.HERE;
  }

  /** How the page can show it: {@code picture}, {@code pdf} or {@code other}. */
  public String look() {
    return openable && standing.state() == State.HERE
        ? standing.kind().name().toLowerCase(Locale.ROOT)
        : "other";
  }

  /** Whether it is there, and can be kept as a file only. */
  public boolean fileOnly() {
    return openable && standing.state() == State.HERE && standing.kind() == Kind.OTHER;
  }
}
