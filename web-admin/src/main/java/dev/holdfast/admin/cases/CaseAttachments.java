package dev.holdfast.admin.cases;

import dev.holdfast.admin.attachments.AttachedFile;
import dev.holdfast.admin.attachments.AttachedFiles;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Contents.Named;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The attachments of a case: those that it names, and those that it named. */
@RequestScoped
public class CaseAttachments {
  /** Where their contents are. */
  static final String PATH = "/cases/attachment";

  @Inject private CurrentUser user;
  @Inject private Cases cases;
  @Inject private History history;
  @Inject private AttachedContents contents;
  @Inject private AttachedFiles files;
  @Inject private Directory directory;

  /** All that a case and its history say of attachments; empty if the user may not see the case. */
  List<Attachment> named(UUID caseId) throws RefusedException {
    Optional<CaseView> file = cases.find(user.caller(), caseId);
    if (file.isEmpty()) {
      return List.of();
    }
    List<Attachment> named = new ArrayList<>();
    now(file.get()).forEach(each -> named.add(each.attachment()));
    history
        .attaching(caseId, AttachedContents.MOST_OF_CASE)
        .forEach(entry -> AttachingEntry.of(entry).all().forEach(named::add));
    return named;
  }

  /** Those of a case, in the order in which they came, what was taken away last. */
  List<CaseAttachmentLine> of(CaseView file, CaseWords words) throws RefusedException {
    Map<String, Boolean> known = contents.ofCase(user.caller(), file.id());
    if (known.isEmpty()) {
      return List.of();
    }
    List<HistoryEntry> entries = history.attaching(file.id(), AttachedContents.MOST_OF_CASE);
    AttachmentStories stories = new AttachmentStories(now(file));
    entries.forEach(stories::add);
    List<AttachmentStories.Story> told =
        stories.all().stream().filter(story -> known.containsKey(story.attachment().id())).toList();
    Map<Attachment, AttachedFile> shown =
        files.of(PATH, file.id(), told.stream().map(AttachmentStories.Story::attachment).toList());
    Map<UUID, String> devices = directory.deviceNames(devices(told));
    return told.stream()
        .map(
            story ->
                CaseAttachmentLine.of(
                    story, Objects.requireNonNull(shown.get(story.attachment())), words, devices))
        .toList();
  }

  private static List<Named> now(CaseView file) {
    return Contents.named(file.fields());
  }

  private static List<UUID> devices(List<AttachmentStories.Story> stories) {
    return stories.stream()
        .flatMap(story -> Stream.of(story.brought(), story.taken()))
        .filter(Objects::nonNull)
        .map(HistoryEntry::device)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
