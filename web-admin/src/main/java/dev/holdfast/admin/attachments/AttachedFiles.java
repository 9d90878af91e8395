package dev.holdfast.admin.attachments;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.AttachedContents.Standing;
import dev.holdfast.server.contents.api.AttachedContents.State;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells of the attachments of a page, all of them at once. */
@RequestScoped
public class AttachedFiles {
  private static final Set<State> FOR_ADMINISTRATORS = Set.of(State.UNSCANNED, State.REFUSED);

  @Inject private CurrentUser user;
  @Inject private AttachedContents contents;

  /**
   * Attachments, each once.
   *
   * @param path where contents of such owners are to be had, as {@code /cases/attachment}
   * @param owner the case or issue that names them
   */
  public Map<Attachment, AttachedFile> of(
      String path, UUID owner, Collection<Attachment> attachments) {
    Map<String, Standing> standings =
        contents.standings(
            user.caller(), attachments.stream().map(Attachment::id).collect(Collectors.toSet()));
    return attachments.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                each -> {
                  Standing standing = Objects.requireNonNull(standings.get(each.id()));
                  return new AttachedFile(
                      each,
                      standing,
                      path + "?of=" + owner + "&content=" + each.id() + "&as=",
                      isOpenable(standing.state()));
                }));
  }

  private boolean isOpenable(State state) {
    return state == State.HERE || user.isAdministrator() && FOR_ADMINISTRATORS.contains(state);
  }
}
