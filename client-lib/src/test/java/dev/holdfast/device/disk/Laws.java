package dev.holdfast.device.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.store.Notice;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be true of a store that was cut, whenever that was. */
final class Laws {
  private static final String PERFORMED = "performed ";
  private static final Set<ActionStatus> DECIDED =
      Set.of(ActionStatus.PARKED, ActionStatus.REFUSED, ActionStatus.CANCELLED);

  private final Story story;
  private final Set<String> seen;

  /**
   * The laws.
   *
   * @param seen what users may see: the states between which there is nothing
   */
  Laws(Story story, Set<String> seen) {
    this.story = story;
    this.seen = seen;
  }

  /**
   * Opens a store, asks for the laws, lets it sync, and asks again.
   *
   * @param promised what held when it was cut
   * @param noticeIsRight whether what lies beside the store says no less than there is, as after
   *     anything but a power cut; that it says none where there are some must never be
   * @return what of a sync that is not complete is stored
   */
  int hold(Host host, Set<String> promised, boolean noticeIsRight) throws IOException {
    Integer said = Notice.of(host.store()).unsent();
    Integer unsent = noticeIsRight || said != null && said == 0 ? said : null;
    if (!story.reopen(host, promised)) {
      return 0;
    }
    Holdfast holdfast = host.opened();
    nothingIsLost(host, promised, unsent);
    assertThat(seen).as("states that users may see").contains(Host.view(holdfast));
    assertThat(holdfast.checkIntegrity().isSound()).as("the file is sound").isTrue();
    if (story.matches(promised)) {
      assertThat(holdfast.verify().match()).as("what is held is what the server said").isTrue();
    }
    List<String> stored = Stored.segments(host.store(), host.protection());
    int before = host.journal().asked().size();
    signInAgain(host, promised);
    story.converge(host);
    if (host.isOpen()) {
      List<String> asked = host.journal().asked();
      assertThat(asked.subList(before, asked.size()))
          .as("segments that were stored are not fetched again")
          .noneMatch(stored::contains);
      converged(host, promised);
    }
    host.close();
    return stored.size();
  }

  private static void signInAgain(Host host, Set<String> promised) {
    if (!host.opened().status().signedIn()) {
      assertThat(promised).as("a session that was there").doesNotContain("signed-in");
      host.signIn();
    }
  }

  private static Set<UUID> performed(Set<String> promised) {
    return promised.stream()
        .filter(text -> text.startsWith(PERFORMED))
        .map(text -> UUID.fromString(text.substring(PERFORMED.length())))
        .collect(Collectors.toSet());
  }

  private static Set<UUID> judged(Peer peer) {
    return peer.judged().stream().map(ActionOutcome::action).collect(Collectors.toSet());
  }

  private static void nothingIsLost(Host host, Set<String> promised, @Nullable Integer unsent) {
    List<PendingAction> pending = host.opened().pending();
    Set<UUID> known = new HashSet<>(judged(host.journal().peer()));
    pending.forEach(action -> known.add(action.action()));
    assertThat(known).as("actions in the queue or confirmed").containsAll(performed(promised));
    for (PendingAction action : pending) {
      action.waitsFor().forEach(content -> canBeRead(host.opened(), content));
    }
    if (unsent != null) {
      assertThat(pending.stream().filter(a -> a.status() == ActionStatus.PENDING).count())
          .as("no more actions than the notice says")
          .isLessThanOrEqualTo(unsent);
    }
  }

  private static void canBeRead(Holdfast holdfast, ContentView content) {
    assertThat(content.isHere()).as("a content that an action waits for is here").isTrue();
    try (InputStream in = holdfast.attachments().open(content.attachment())) {
      assertThat(in.readAllBytes())
          .as("all of it")
          .hasSize(Math.toIntExact(content.attachment().size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void converged(Host host, Set<String> promised) {
    Holdfast holdfast = host.opened();
    Peer peer = host.journal().peer();
    assertThat(holdfast.verify().match()).as("everything is as the server has it").isTrue();
    assertThat(holdfast.status().rows())
        .as("no row missing, none too many")
        .isEqualTo(peer.expected().values().stream().mapToLong(Map::size).sum());
    assertThat(holdfast.pending())
        .as("nothing waits but what a person decides")
        .allMatch(action -> DECIDED.contains(action.status()));
    Set<UUID> more = judged(peer);
    assertThat(more).as("all actions have come").containsAll(performed(promised));
    more.removeAll(performed(promised));
    assertThat(more).as("at most the one that was being performed").hasSizeLessThanOrEqualTo(1);
    for (CaseView view : holdfast.cases()) {
      assertThat(view.version())
          .as("each action has had one effect on " + view.id())
          .isEqualTo(effects(peer, view.id()));
    }
    List<ContentView> contents = holdfast.attachments().list();
    assertThat(contents).as("contents are here, as the package says").allMatch(ContentView::isHere);
    contents.forEach(content -> canBeRead(holdfast, content));
    assertThat(files(host)).as("files without a content").isEqualTo(contents.size());
    assertThat(Stored.leftOver(host.store(), host.protection()))
        .as("what a sync leaves behind")
        .isZero();
  }

  private static long files(Host host) {
    try (Stream<Path> files = Files.list(host.store())) {
      return files.filter(file -> file.getFileName().toString().startsWith("content-")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long effects(Peer peer, UUID id) {
    long effects =
        peer.judged().stream()
            .filter(outcome -> id.equals(outcome.caseId()))
            .filter(outcome -> outcome.outcome() != Outcome.PARKED)
            .count();
    return 1 + effects + peer.changesElsewhere(id);
  }
}
