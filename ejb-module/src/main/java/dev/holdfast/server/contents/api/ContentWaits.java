package dev.holdfast.server.contents.api;

import dev.holdfast.kernel.app.Attachment;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Remembers which actions wait for contents, for people; nothing is decided by it. */
public interface ContentWaits {

  /**
   * An action that was not judged, since a content lacks.
   *
   * @param action its id
   * @param application the application
   * @param caseId its case
   * @param caseType the case's type
   * @param name the action's name
   * @param lacking what lacks of what it names
   */
  record Wait(
      UUID action,
      String application,
      UUID caseId,
      String caseType,
      String name,
      List<Attachment> lacking) {}

  /**
   * What a batch that names contents has come to.
   *
   * @param user whose it is
   * @param device on which device
   * @param waiting what of it waits
   * @param over actions of it that name contents and wait no more
   */
  void note(String user, UUID device, List<Wait> waiting, Collection<UUID> over);
}
