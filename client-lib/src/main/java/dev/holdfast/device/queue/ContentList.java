package dev.holdfast.device.queue;

import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.Attachment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is to be said of the contents that a device holds or its cases name. */
public final class ContentList {
  private ContentList() {}

  /** Whether all of one is here. */
  public static boolean isHere(Connection connection, String id) throws SQLException {
    return ContentRows.find(connection, id).filter(HeldContent::complete).isPresent();
  }

  /** All of them: those that wait to be sent first, in their order, the others by their ids. */
  public static List<ContentView> all(Connection connection) throws SQLException {
    Map<String, List<UUID>> waiting = new LinkedHashMap<>();
    Awaited.by(connection)
        .forEach(
            (action, contents) -> contents.forEach(content -> add(waiting, content.id(), action)));
    Map<String, List<UUID>> cases = new LinkedHashMap<>();
    Map<String, Attachment> said = new LinkedHashMap<>();
    for (Namings.Place place : Namings.shown(connection)) {
      Attachment attachment = place.named().attachment();
      said.putIfAbsent(attachment.id(), attachment);
      add(cases, attachment.id(), place.caseId());
    }
    Map<String, HeldContent> held = new LinkedHashMap<>();
    ContentRows.all(connection).forEach(content -> held.put(content.id(), content));
    Map<String, Attachment> known = new HashMap<>(said);
    held.forEach((id, content) -> known.putIfAbsent(id, content.attachment()));
    Map<String, ContentView> views = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>(waiting.keySet());
    ids.addAll(held.keySet());
    said.keySet().stream().sorted().forEach(ids::add);
    for (String id : ids) {
      views.putIfAbsent(
          id,
          view(
              Objects.requireNonNull(known.get(id)),
              held.get(id),
              cases.getOrDefault(id, List.of()),
              waiting.getOrDefault(id, List.of())));
    }
    return List.copyOf(views.values());
  }

  private static void add(Map<String, List<UUID>> lists, String id, UUID value) {
    List<UUID> list = lists.computeIfAbsent(id, key -> new ArrayList<>());
    if (!list.contains(value)) {
      list.add(value);
    }
  }

  /** What an action waits for. */
  static List<ContentView> of(List<HeldContent> contents, UUID action) {
    return contents.stream()
        .map(content -> view(content.attachment(), content, List.of(), List.of(action)))
        .toList();
  }

  private static ContentView view(
      Attachment attachment, @Nullable HeldContent content, List<UUID> cases, List<UUID> actions) {
    if (content == null) {
      return new ContentView(attachment, State.AWAY, 0, null, null, cases, actions);
    }
    HeldContent.Refusal refusal = content.refusal();
    State state = state(content, !actions.isEmpty());
    return new ContentView(
        attachment,
        state,
        state == State.WAITING || state == State.REFUSED ? content.sent() : content.stored(),
        refusal == null ? null : refusal.code(),
        refusal == null ? null : refusal.message(),
        cases,
        actions);
  }

  private static State state(HeldContent content, boolean isAwaited) {
    if (!content.complete()) {
      return State.PARTIAL;
    }
    if (isAwaited) {
      return content.refusal() == null ? State.WAITING : State.REFUSED;
    }
    return content.attachedAt() == null ? State.HELD : State.ATTACHED;
  }
}
